import { quoteLocale } from '../command-line/quote';

/** The units of `--from` and `--to`. */
export type Scale = 'none' | 'auto' | 'si' | 'iec' | 'iec-i';
export type Rounding = 'up' | 'down' | 'from-zero' | 'towards-zero' | 'nearest';

/** A number that cannot be read or shown; `message` is GNU's sentence. */
export class NumberError extends Error {
  override readonly name = 'NumberError';
}

const letters = ['', 'K', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const rounders: Readonly<Record<Rounding, (value: number) => number>> = {
  up: Math.ceil,
  down: Math.floor,
  'from-zero': (value) => (value < 0 ? Math.floor(value) : Math.ceil(value)),
  'towards-zero': Math.trunc,
  nearest: (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5),
};

/** Takes away what binary fractions add to a decimal number, so that 4.1 × 10 is 41 and is not rounded up to 42. */
const clean = (value: number) => Number(value.toPrecision(15));

/** A number as it was read: its value and how many decimals it had. */
export interface ReadNumber {
  readonly value: number;
  readonly precision: number;
}

/** Reads a number with the suffixes that `scale` allows. Throws {@link NumberError}. */
export function readNumber(text: string, scale: Scale): ReadNumber {
  const [whole, sign = '', digits = '', fraction] = /^([-+]?)(\d*)(?:\.(\d*))?/.exec(text) ?? [''];
  if (digits === '' && (fraction ?? '') === '') throw new NumberError(`invalid number: ${quoteLocale(text)}`);
  if (sign === '+') throw new NumberError(`invalid number: ${quoteLocale(text)}`);
  if (digits.replace(/^0+/, '').length > 27) throw new NumberError(`value too large to be converted: ${quoteLocale(text)}`);
  const value = Number(`${sign}${digits || '0'}.${fraction || '0'}`);
  const rest = text.slice(whole.length);
  if (rest === '') return { value, precision: fraction?.length ?? 0 };
  const suffix = rest.replace(/^[ \t]+/, '');
  const power = 'KMGTPEZY'.indexOf(suffix.charAt(0)) + 1;
  if (power === 0 || suffix === '') throw new NumberError(`invalid suffix in input: ${quoteLocale(text)}`);
  if (scale === 'none') throw new NumberError(`rejecting suffix in input: ${quoteLocale(text)} (consider using --from)`);
  let end = 1;
  let base = scale === 'si' || scale === 'auto' ? 1000 : 1024;
  if (scale === 'auto' && suffix[1] === 'i') {
    base = 1024;
    end = 2;
  } else if (scale === 'iec-i') {
    if (suffix[1] !== 'i') throw new NumberError(`missing 'i' suffix in input: ${quoteLocale(text)} (e.g Ki/Mi/Gi)`);
    end = 2;
  }
  if (suffix.length > end) throw new NumberError(`invalid suffix in input ${quoteLocale(text)}: ${quoteLocale(suffix.slice(end))}`);
  return { value: value * base ** power, precision: 0 };
}

/** Shows a number. `precision` is what the format asks for; without it, scaled numbers below ten have one decimal. Throws {@link NumberError}. */
export function showNumber(value: number, decimals: number, precision: number | undefined, scale: Scale, rounding: Rounding): string {
  const round = (number: number, places: number) => rounders[rounding](clean(number * 10 ** places)) / 10 ** places;
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (scale === 'none') {
    const places = precision ?? decimals;
    if (digits + places > 17) throw new NumberError(`value${places > 0 ? '/precision' : ''} too large to be printed: '${shortest(value)}${places > 0 ? `/${places}` : ''}' (consider using --to)`);
    return plain(round(value, places), places);
  }
  if (digits > 26) throw new NumberError(`value too large to be printed: '${shortest(value)}' (cannot handle values > 999Y)`);
  const base = scale === 'si' ? 1000 : 1024;
  let power = 0;
  let scaled = value;
  for (; Math.abs(scaled) >= base && power < letters.length - 1; power++) scaled /= base;
  scaled = round(scaled, precision === undefined ? (Math.abs(scaled) < 10 ? 1 : 0) : Math.min(power * 3, precision));
  if (Math.abs(scaled) >= base) {
    scaled /= base;
    power++;
  }
  const places = precision ?? (scaled !== 0 && Math.abs(scaled) < 10 && power > 0 ? 1 : 0);
  return `${plain(scaled, places)}${letters[power]}${scale === 'iec-i' && power > 0 ? 'i' : ''}`;
}

/** Without an exponent, however large. */
function plain(value: number, places: number): string {
  return Math.abs(value) < 1e21 ? value.toFixed(places) : `${BigInt(value)}${places > 0 ? `.${'0'.repeat(places)}` : ''}`;
}

/** As `%Lg` prints it. */
function shortest(value: number): string {
  const text = Number(value.toPrecision(6));
  return Math.abs(text) >= 1e6 ? text.toExponential().replace(/e([+-])(\d)$/, 'e$10$2') : String(text);
}
