import { FlagValueError } from '../cli/flag/definition';

const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

/** A number with `digits` significant ones, without trailing zeros: Go's `%.4g` for the sizes that occur. */
function significant(value: number, digits: number): string {
  if (value >= 10 ** digits) {
    const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
    return `${mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa}e+${exponent.slice(1).padStart(2, '0')}`;
  }
  const text = value.toPrecision(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function scaled(size: number, base: number, units: readonly string[]): [number, string] {
  let index = 0;
  let value = size;
  while (value >= base && index < units.length - 1) {
    value /= base;
    index++;
  }
  return [value, units[index] ?? ''];
}

/** `192MB`, `2.07MB`, `4.096kB`: decimal units, `digits` significant ones (4 as in `docker system df`, 3 as in `docker images`). */
export function humanSize(size: number, digits = 4): string {
  const [value, unit] = scaled(size, 1000, decimalUnits);
  return `${significant(value, digits)}${unit}`;
}

/** `23.54GiB`: binary units, four significant digits. */
export function binarySize(size: number): string {
  const [value, unit] = scaled(size, 1024, binaryUnits);
  return `${significant(value, 4)}${unit}`;
}

/** Reads a size such as `64m`, `1.5GiB`, `512` as bytes, in powers of 1024. */
export function parseSize(text: string): number {
  const invalid = () => new FlagValueError(`invalid size: '${text}'`);
  const at = text.search(/[^\d.]*$/);
  const digits = text.slice(0, at);
  const suffix = text.slice(at).trim().toLowerCase();
  const last = /\d/.test(digits.at(-1) ?? '') ? digits : undefined;
  const match = last === undefined ? null : /^[+]?\d*\.?\d+$/.exec(last.trim());
  if (!match) throw invalid();
  const units: Record<string, number> = { '': 0, b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 };
  const unit = /^([kmgtp]?)(?:i?b)?$/.exec(suffix);
  const power = unit ? units[unit[1] ?? ''] : undefined;
  if (power === undefined || suffix === 'ib') throw new FlagValueError(`invalid suffix: '${suffix}'`);
  return Math.trunc(Number(match[0]) * 1024 ** power);
}
