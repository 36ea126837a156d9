import { backslashQuote, singleQuote, unescape } from '../expand/quote';
import { largestText } from '../state/control';
import { formatTime } from '../expand/prompt';

/** What a format came to, with complaints to print. */
export interface Formatted {
  text: string;
  readonly complaints: string[];
  /** `\c` in a %b ended everything. */
  stopped: boolean;
}

/** Formats as printf(1) does: the format is used again while arguments are left. `now` is for `%(…)T`. */
export function formatPrintf(format: string, args: readonly string[], now: Date, start: Date): Formatted {
  const result: Formatted = { text: '', complaints: [], stopped: false };
  let used = 0;
  do {
    const before = used;
    used = formatOnce(format, args, used, result, now, start);
    if (used === before) break;
  } while (used < args.length && !result.stopped && result.complaints.every((line) => !line.includes('invalid format character')));
  return result;
}

const directive = /%([-+ #0']*)(\*|\d+)?(?:\.(\*|-?\d+)?)?(?:hh|h|ll|l|L|j|z|t)?(\([^)]*\)T|[a-zA-Z%])?/y;

function formatOnce(format: string, args: readonly string[], from: number, result: Formatted, now: Date, start: Date): number {
  let used = from;
  const next = () => args[used++];
  for (let at = 0; at < format.length;) {
    const letter = format[at] as string;
    if (letter === '\\') {
      const piece = /^\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|.|$)+/s.exec(format.slice(at, at + 12))?.[0] ?? '\\';
      const unit = /^(?:\\x[0-9A-Fa-f]{1,2}|\\[0-7]{1,3})+|^\\u[0-9A-Fa-f]{1,4}|^\\U[0-9A-Fa-f]{1,8}|^\\.|^\\$/s.exec(format.slice(at))?.[0] ?? piece;
      const escaped = unescape(unit, 'printf');
      if (unit === '\\c') {
        result.stopped = true;
        return args.length;
      }
      result.text += escaped.text;
      at += unit.length;
      continue;
    }
    if (letter !== '%') {
      result.text += letter;
      at++;
      continue;
    }
    directive.lastIndex = at;
    const match = directive.exec(format);
    const [whole = '%', flags = '', widthText, precisionText, conversion] = match ?? [];
    if (!conversion) {
      result.complaints.push(
        `\`${format[at + whole.length] ?? ''}': ${at + whole.length >= format.length ? 'missing format character' : 'invalid format character'}`.replace(
          /^`': missing/,
          "`%': missing",
        ),
      );
      return args.length;
    }
    at += whole.length;
    if (conversion === '%') {
      result.text += '%';
      continue;
    }
    const width = widthText === '*' ? Math.trunc(Number(next() ?? 0)) : Number(widthText ?? 0);
    const hasPrecision = whole.includes('.');
    if (Math.abs(width) > largestText) {
      result.complaints.push('write error: Cannot allocate memory');
      return args.length;
    }
    const precision = precisionText === '*' ? Number(next() ?? 0) : hasPrecision ? Number(precisionText ?? 0) : undefined;
    const left = flags.includes('-') || width < 0;
    const pad = (text: string, zero = false) => padTo(text, Math.abs(width), left, zero && !left && flags.includes('0'));
    if (conversion.startsWith('(')) {
      const argument = next();
      const when = argument === undefined || argument === '-1' ? now : argument === '-2' ? start : new Date(Number(argument) * 1000);
      result.text += pad(formatTime(conversion.slice(1, -2) || '%X', when));
      continue;
    }
    switch (conversion) {
      case 's':
      case 'c': {
        const text = next() ?? '';
        result.text += pad(
          conversion === 'c' ? ([...text][0] ?? '\0') : precision === undefined || precision < 0 ? text : [...text].slice(0, precision).join(''),
        );
        break;
      }
      case 'b': {
        const escaped = unescape(next() ?? '', 'percent-b');
        result.text += pad(precision === undefined ? escaped.text : escaped.text.slice(0, precision));
        if (escaped.stop) {
          result.stopped = true;
          return args.length;
        }
        break;
      }
      case 'q':
        result.text += pad(backslashQuote(next() ?? ''));
        break;
      case 'Q':
        result.text += pad(singleQuote(next() ?? ''));
        break;
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X': {
        const value = readInteger(next(), result);
        result.text += pad(formatInteger(value, conversion, flags, precision), precision === undefined);
        break;
      }
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
      case 'a':
      case 'A': {
        const value = readFloat(next(), result);
        result.text += pad(formatFloat(value, conversion, flags, precision), Number.isFinite(value));
        break;
      }
      default:
        result.complaints.push(`\`${conversion}': invalid format character`);
        return args.length;
    }
  }
  return used;
}

function padTo(text: string, width: number, left: boolean, zeros: boolean): string {
  const length = [...text].length;
  if (length >= width) return text;
  if (left) return text + ' '.repeat(width - length);
  if (!zeros) return ' '.repeat(width - length) + text;
  const [, sign = '', digits = ''] = /^([+-]?(?:0[xX])?| )(.*)$/s.exec(text) ?? [];
  return sign + '0'.repeat(width - length) + digits;
}

function readInteger(text: string | undefined, result: Formatted): bigint {
  if (text === undefined || text === '') return 0n;
  if (text.startsWith("'") || text.startsWith('"')) return BigInt(text.codePointAt(1) ?? 0);
  const match = /^\s*([+-]?)(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9][0-9]*)/.exec(text);
  if (!match) {
    result.complaints.push(`${text}: invalid number`);
    return 0n;
  }
  if (match[0].length < text.length) result.complaints.push(`${text}: invalid ${/^0\d/.test(text) ? 'octal ' : ''}number`);
  const digits = match[2] as string;
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const signed = match[1] === '-' ? -value : value;
  if (signed > 9223372036854775807n || signed < -9223372036854775808n) {
    result.complaints.push(`warning: ${text}: Numerical result out of range`);
    return signed > 0n ? 9223372036854775807n : -9223372036854775808n;
  }
  return signed;
}

function formatInteger(value: bigint, conversion: string, flags: string, precision: number | undefined): string {
  const signed = conversion === 'd' || conversion === 'i';
  const absolute = signed ? (value < 0n ? -value : value) : BigInt.asUintN(64, value);
  let digits = absolute.toString(conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10);
  if (conversion === 'X') digits = digits.toUpperCase();
  if (precision !== undefined) digits = digits.padStart(precision, '0');
  if (flags.includes("'") && signed) digits = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  if (flags.includes('#') && absolute !== 0n) digits = (conversion === 'o' ? '0' : conversion === 'x' ? '0x' : conversion === 'X' ? '0X' : '') + digits;
  return (signed ? (value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') : '') + digits;
}

function readFloat(text: string | undefined, result: Formatted): number {
  if (text === undefined || text === '') return 0;
  if (text.startsWith("'") || text.startsWith('"')) return text.codePointAt(1) ?? 0;
  if (/^\s*[+-]?(inf|infinity)$/i.test(text)) return text.trim().startsWith('-') ? -Infinity : Infinity;
  if (/^\s*[+-]?nan$/i.test(text)) return NaN;
  const match = /^\s*[+-]?(0[xX][0-9A-Fa-f]+|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)/.exec(text);
  if (!match) {
    result.complaints.push(`${text}: invalid number`);
    return 0;
  }
  if (match[0].length < text.length) result.complaints.push(`${text}: invalid number`);
  return Number(match[0]);
}

function formatFloat(value: number, conversion: string, flags: string, precision = 6): string {
  const upper = conversion === conversion.toUpperCase();
  const sign = value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const absolute = Math.abs(value);
  let text: string;
  if (!Number.isFinite(absolute)) text = Number.isNaN(absolute) ? 'nan' : 'inf';
  else if (conversion === 'f' || conversion === 'F') text = fixed(absolute, precision);
  else if (conversion === 'e' || conversion === 'E') text = exponential(absolute, precision);
  else {
    const digits = precision === 0 ? 1 : precision;
    const exponent = absolute === 0 ? 0 : Number(absolute.toExponential(digits - 1).split('e')[1]);
    text = exponent < -4 || exponent >= digits ? exponential(absolute, digits - 1) : fixed(absolute, digits - 1 - exponent);
    if (!flags.includes('#') && text.includes('.')) text = text.replace(/\.?0+($|e)/, '$1');
  }
  return sign + (upper ? text.toUpperCase() : text);
}

/** toFixed gives up at 1e21 and 100 digits. */
function fixed(value: number, digits: number): string {
  return value < 1e21 ? value.toFixed(Math.min(100, digits)) : `${BigInt(value)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
}

function exponential(value: number, digits: number): string {
  return value.toExponential(Math.min(100, digits)).replace(/e([+-])(\d)$/, 'e$10$2');
}
