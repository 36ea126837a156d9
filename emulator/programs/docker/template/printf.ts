import { GoStruct, goText, isMap, typeName, type GoValue } from './value';

/** Go's `fmt.Sprint`: blanks only between operands when neither is text. */
export function goPrint(args: readonly GoValue[]): string {
  return args.map((value, index) => (index > 0 && typeof value !== 'string' && typeof args[index - 1] !== 'string' ? ' ' : '') + goText(value)).join('');
}

/** Go's `fmt.Sprintln`. */
export function goPrintln(args: readonly GoValue[]): string {
  return `${args.map(goText).join(' ')}\n`;
}

function quoted(value: GoValue): string {
  if (Array.isArray(value)) return `[${value.map(quoted).join(' ')}]`;
  return JSON.stringify(goText(value)).replace(/\\u001b/g, '\\x1b');
}

/** `%#v`, roughly: strings quoted, the rest as Go's source would have it. */
function sourceText(value: GoValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `${typeName(value)}{${value.map(sourceText).join(', ')}}`;
  if (isMap(value)) return `${typeName(value)}{${Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${sourceText(item)}`).join(', ')}}`;
  return goText(value);
}

function hex(value: GoValue, upper: boolean): string | undefined {
  const text = typeof value === 'number' ? value.toString(16) : typeof value === 'string' ? Array.from(new TextEncoder().encode(value), (b) => b.toString(16).padStart(2, '0')).join('') : undefined;
  return upper ? text?.toUpperCase() : text;
}

/** One value by one verb, or undefined when the verb is not for it. */
function convert(verb: string, value: GoValue, flags: string, precision: number | undefined): string | undefined {
  const whole = typeof value === 'number' && Number.isInteger(value);
  switch (verb) {
    case 'v':
      return flags.includes('#') ? sourceText(value) : goText(value);
    case 's':
      if (typeof value === 'number' || typeof value === 'boolean') return undefined;
      return precision === undefined ? goText(value) : goText(value).slice(0, precision);
    case 'q':
      return typeof value === 'boolean' ? undefined : whole ? `'${String.fromCodePoint(value)}'` : quoted(value);
    case 'd':
      return whole ? String(value) : undefined;
    case 'b':
      return whole ? value.toString(2) : undefined;
    case 'o':
      return whole ? value.toString(8) : undefined;
    case 'c':
      return whole ? String.fromCodePoint(value) : undefined;
    case 'U':
      return whole ? `U+${value.toString(16).toUpperCase().padStart(4, '0')}` : undefined;
    case 'x':
    case 'X':
      return hex(value, verb === 'X');
    case 't':
      return typeof value === 'boolean' ? String(value) : undefined;
    case 'T':
      return typeName(value);
    case 'f':
    case 'F':
      return typeof value === 'number' && !whole ? value.toFixed(precision ?? 6) : undefined;
    case 'e':
    case 'g':
      return typeof value === 'number' && !whole ? (verb === 'e' ? value.toExponential(precision ?? 6) : goText(value)) : undefined;
    default:
      return undefined;
  }
}

function padded(text: string, flags: string, width: number, numeric: boolean): string {
  const length = [...text].length;
  if (length >= width) return text;
  if (flags.includes('-')) return text + ' '.repeat(width - length);
  if (flags.includes('0')) {
    const sign = numeric && /^[+-]/.test(text) ? text[0] : '';
    return `${sign}${'0'.repeat(width - length)}${text.slice(sign ? 1 : 0)}`;
  }
  return ' '.repeat(width - length) + text;
}

/** Go's `fmt.Sprintf`, with its complaints about verbs that do not fit. */
export function goPrintf(format: string, args: readonly GoValue[]): string {
  let used = 0;
  const take = () => args[used++];
  const text = format.replace(/%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?([\s\S]|$)/gu, (_, flags: string, width?: string, precision?: string, verb: string = '') => {
    if (verb === '%') return '%';
    if (verb === '') return '%!(NOVERB)';
    const wide = width === '*' ? Number(take()) : Number(width ?? 0);
    const exact = precision === undefined ? undefined : precision === '*' ? Number(take()) : Number(precision);
    if (used >= args.length) return `%!${verb}(MISSING)`;
    const value = take();
    const converted = convert(verb, value, flags, exact);
    if (converted === undefined) return value === null || value === undefined ? `%!${verb}(<nil>)` : `%!${verb}(${typeName(value)}=${goText(value)})`;
    const numeric = typeof value === 'number';
    const signed = numeric && flags.includes('+') && value >= 0 ? `+${converted}` : numeric && flags.includes(' ') && value >= 0 ? ` ${converted}` : converted;
    return padded(signed, flags, wide, numeric);
  });
  if (used >= args.length) return text;
  const extra = args.slice(used).map((value) => (value === null || value === undefined ? '<nil>' : `${value instanceof GoStruct ? value.type : typeName(value)}=${goText(value)}`));
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}
