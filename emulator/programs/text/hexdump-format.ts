/** A unit of `hexdump -e`: a printf format for `bytes` bytes, done `times` times. */
interface Unit {
  readonly times: number;
  readonly pieces: readonly { readonly text: string; readonly conversion?: { readonly flags: string; readonly kind: string; readonly bytes: number } }[];
}

/** A format that hexdump cannot use; `message` is its sentence. */
export class HexdumpFormatError extends Error {
  override readonly name = 'HexdumpFormatError';
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', a: '\u0007', b: '\b', f: '\f', v: '\v' };
const characterNames: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };
const controlNames = 'nul soh stx etx eot enq ack bel bs ht lf vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us'.split(' ');

/** What `-c` shows of a byte. */
export const characterOf = (byte: number) => characterNames[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'));

/** Reads `4/1 "%02x " "\n"`. Throws {@link HexdumpFormatError}. */
export function readHexdumpFormat(source: string): readonly Unit[] {
  const units: Unit[] = [];
  let rest = source.trimStart();
  while (rest !== '') {
    const match = /^(\d*)(?:\/(\d+))?\s*"((?:\\.|[^"\\])*)"\s*/.exec(rest);
    if (!match) throw new HexdumpFormatError(`bad format {${rest}}`);
    const [whole, times, bytes, format = ''] = match;
    rest = rest.slice(whole.length);
    const text = format.replaceAll(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
    const pieces = Array.from(text.matchAll(/%([-+ 0#]*\d*(?:\.\d+)?)(_a[dox]|_A[dox]|_[cpu]|[a-zA-Z%])|[^%]+/g), ([piece, flags = '', kind]) => {
      if (kind === undefined || kind === '%') return { text: kind === '%' ? '%' : piece };
      if (!/^(_a[dox]|_A[dox]|_[cpu]|[cdiouxXs])$/.test(kind)) throw new HexdumpFormatError(`bad conversion character %${kind}`);
      const own = /^_[cpu]$|^[cs]$/.test(kind) ? 1 : /^_[aA]/.test(kind) ? 0 : 4;
      return { text: '', conversion: { flags, kind, bytes: own === 0 ? 0 : Number(bytes ?? own) } };
    });
    units.push({ times: times === undefined || times === '' ? 1 : Number(times), pieces });
  }
  return units;
}

/** Bytes that one round of the units takes. */
export function bytesOfFormat(units: readonly Unit[]): number {
  return units.reduce((sum, unit) => sum + unit.times * unit.pieces.reduce((size, { conversion }) => size + (conversion?.bytes ?? 0), 0), 0);
}

function show(conversion: NonNullable<Unit['pieces'][number]['conversion']>, bytes: Uint8Array, offset: number): string {
  const { flags, kind } = conversion;
  const asText = (text: string) => formatWidth(flags, text);
  if (kind.startsWith('_a') || kind.startsWith('_A')) return formatInteger(flags, kind.at(-1) ?? 'x', offset);
  const [byte = 0] = bytes;
  if (kind === '_c') return asText(characterOf(byte));
  if (kind === '_p') return asText(byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.');
  if (kind === '_u') return asText(byte === 127 ? 'del' : (controlNames[byte] ?? (byte < 127 ? String.fromCharCode(byte) : byte.toString(16))));
  if (kind === 'c') return asText(String.fromCharCode(byte));
  if (kind === 's') return asText(String.fromCharCode(...bytes).replace(/\0.*$/s, ''));
  let value = 0;
  for (let at = bytes.length - 1; at >= 0; at--) value = value * 256 + (bytes[at] ?? 0);
  const top = 2 ** (8 * bytes.length - 1);
  return formatInteger(flags, kind, (kind === 'd' || kind === 'i') && value >= top ? value - 2 * top : value);
}

/** An integer as printf shows it. */
function formatInteger(flags: string, kind: string, value: number): string {
  const [, signs = '', width = '', precision] = /^([-+ 0#]*)(\d*)(?:\.(\d+))?$/.exec(flags) ?? [];
  const digits = Math.abs(value).toString(kind === 'x' || kind === 'X' ? 16 : kind === 'o' ? 8 : 10).padStart(Number(precision ?? 1), '0');
  const prefix = value < 0 ? '-' : signs.includes('+') && /[di]/.test(kind) ? '+' : signs.includes('#') && value !== 0 ? ({ x: '0x', X: '0X', o: '0' }[kind] ?? '') : '';
  const cased = kind === 'X' ? digits.toUpperCase() : digits;
  if (signs.includes('-')) return (prefix + cased).padEnd(Number(width));
  return signs.includes('0') && precision === undefined ? prefix + cased.padStart(Number(width) - prefix.length, '0') : (prefix + cased).padStart(Number(width));
}

/** Text in the width that printf's flags say. */
function formatWidth(flags: string, text: string): string {
  const width = Number(/(\d+)(?:\.\d+)?$/.exec(flags)?.[1] ?? 0);
  return flags.startsWith('-') ? text.padEnd(width) : text.padStart(width);
}

/** One round of the units over `row`; what there are no bytes for any more is blank. */
export function formatRow(units: readonly Unit[], row: Uint8Array, offset: number): string {
  let text = '';
  let at = 0;
  for (const { times, pieces } of units) {
    for (let round = 1; round <= times; round++) {
      let part = '';
      for (const { text: plain, conversion } of pieces) {
        if (!conversion) part += at > row.length || (at === row.length && round > 1 && pieces.length > 1 && times > 1) ? ' '.repeat(plain.length) : plain;
        else if (conversion.bytes === 0) part += show(conversion, row, offset + at);
        else {
          const bytes = row.subarray(at, at + conversion.bytes);
          at += conversion.bytes;
          part += bytes.length > 0 ? show(conversion, bytes, offset) : formatWidth(conversion.flags, '');
        }
      }
      text += round === times && times > 1 ? part.replace(/\s+$/, '') : part;
    }
  }
  return text;
}
