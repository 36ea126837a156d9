/** `format` with its one `%` directive for a number (`%g`, `%05.2f`, `%e`; flags `-+ 0#`) filled in with `value`. */
export function formatPrintf(format: string, value: number): string {
  return format.replaceAll(/%%|%([-+ 0#]*)(\d*)(?:\.(\d+))?([efgEFGdi])/g, (whole, flags: string | undefined, width: string, precision: string | undefined, kind: string) => {
    if (whole === '%%') return '%';
    const places = precision === undefined ? 6 : Number(precision);
    let text = convert(value, kind, places);
    const given = flags ?? '';
    if (value >= 0 && given.includes('+')) text = `+${text}`;
    else if (value >= 0 && given.includes(' ')) text = ` ${text}`;
    if (given.includes('-')) return text.padEnd(Number(width));
    if (given.includes('0')) {
      const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
      return sign + text.slice(sign.length).padStart(Number(width) - sign.length, '0');
    }
    return text.padStart(Number(width));
  });
}

function convert(value: number, kind: string, places: number): string {
  switch (kind) {
    case 'd':
    case 'i':
      return String(Math.trunc(value));
    case 'f':
    case 'F':
      return value.toFixed(places);
    case 'e':
    case 'E': {
      const text = value.toExponential(places).replace(/e([+-])(\d)$/, 'e$10$2');
      return kind === 'E' ? text.toUpperCase() : text;
    }
    default: {
      const significant = Math.max(1, places);
      const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
      const text = exponent < -4 || exponent >= significant ? value.toExponential(significant - 1).replace(/\.?0+e/, 'e').replace(/e([+-])(\d)$/, 'e$10$2') : String(Number(value.toPrecision(significant)));
      return kind === 'G' ? text.toUpperCase() : text;
    }
  }
}
