import { formatPrintf } from '../../command-line/printf-number';

/** A value: a number, a text, text from input that looks like a number, or nothing yet. */
export type Value = number | string | InputText | undefined;

/** Text that was read: it compares as a number when it looks like one. */
export class InputText {
  readonly numeric: boolean;
  constructor(readonly text: string) {
    this.numeric = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
  }
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  const text = typeof value === 'string' ? value : value.text;
  return Number(/^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[1] ?? 0);
}

/** As text; numbers that are not whole by `format` (CONVFMT, OFMT). */
export function toText(value: Value, format = '%.6g'): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (typeof value !== 'number') return value.text;
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : formatPrintf('%.6g', value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return formatPrintf(format, value);
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (value === undefined) return false;
  if (typeof value === 'string') return value !== '';
  return value.numeric ? toNumber(value) !== 0 : value.text !== '';
}

/** Below, at, or above zero: by number when both are numbers or look like ones that were read, else as text. */
export function compareValues(a: Value, b: Value): number {
  const numeric = (value: Value) => typeof value === 'number' || value === undefined || (value instanceof InputText && value.numeric);
  if (numeric(a) && numeric(b)) return toNumber(a) - toNumber(b);
  const [left, right] = [toText(a), toText(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `sprintf`. */
export function formatValues(format: string, values: readonly Value[]): string {
  let used = 0;
  const next = () => values[used++];
  return format.replaceAll(/%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:[hlL]*)([diouxXeEfFgGcs%])/g, (_, flags: string, widthText: string | undefined, precisionText: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    const width = widthText === '*' ? Math.trunc(toNumber(next())) : Number(widthText ?? 0);
    const precision = precisionText === '*' ? Math.trunc(toNumber(next())) : precisionText === undefined ? undefined : Number(precisionText);
    const value = next();
    const pad = (text: string, zeros: boolean) => {
      if (flags.includes('-')) return text.padEnd(width);
      if (!zeros || !flags.includes('0')) return text.padStart(width);
      const sign = /^[-+ ]?/.exec(text)?.[0] ?? '';
      return sign + text.slice(sign.length).padStart(width - sign.length, '0');
    };
    switch (kind) {
      case 's': {
        const text = toText(value);
        return pad(precision === undefined ? text : text.slice(0, precision), false);
      }
      case 'c':
        return pad(typeof value === 'number' ? String.fromCodePoint(Math.max(0, Math.trunc(value))) : toText(value).slice(0, 1), false);
      case 'd':
      case 'i':
      case 'u': {
        const whole = Math.trunc(toNumber(value));
        const digits = toText(Math.abs(whole)).padStart(precision ?? 0, '0');
        return pad((whole < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + digits, precision === undefined);
      }
      case 'o':
      case 'x':
      case 'X': {
        const digits = Math.trunc(toNumber(value)).toString(kind === 'o' ? 8 : 16).padStart(precision ?? 0, '0');
        const text = (flags.includes('#') ? (kind === 'o' ? '0' : '0x') : '') + digits;
        return pad(kind === 'X' ? text.toUpperCase() : text, precision === undefined);
      }
      default:
        return pad(formatPrintf(`%${flags.replaceAll(/[-0]/g, '')}.${precision ?? 6}${kind}`, toNumber(value)), true);
    }
  });
}
