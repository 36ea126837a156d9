import { formatDate } from '../../command-line/date-format';
import { toText } from './formats';
import type { Builtin } from './surroundings';
import { JqError, type Json } from './types';
import { isArray } from './values';

const day = 86_400_000;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Seconds since 1970 as jq's broken down time: year, month from 0, day, hour, minute, second, weekday, day of the year from 0. */
function breakDown(seconds: number): number[] {
  const date = new Date(Math.floor(seconds) * 1000);
  const fraction = seconds - Math.floor(seconds);
  const yearDay = Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / day);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds() + fraction, date.getUTCDay(), yearDay];
}

/** Milliseconds since 1970 of a broken down time; `trouble` is what is wrong with anything else. */
function milliseconds(value: Json, trouble: string): number {
  if (!isArray(value) || value.length < 6 || value.slice(0, 6).some((one) => typeof one !== 'number')) throw new JqError(trouble);
  const [year = 0, month = 0, date = 1, hour = 0, minute = 0, second = 0] = value as readonly number[];
  return Date.UTC(year, month, date, hour, minute, Math.floor(second));
}

/** What a letter of a strptime format reads: the length of what fits at the beginning of `text`, and what it sets. */
type Reader = (text: string, parsed: Record<string, number>) => number;

const digits =
  (name: string, most: number, change: (value: number) => number = (value) => value): Reader =>
  (text, parsed) => {
    const found = new RegExp(`^\\s*[+-]?\\d{1,${most}}`).exec(text)?.[0] ?? '';
    if (found !== '') parsed[name] = change(Number(found));
    return found.length;
  };
const word =
  (name: string, words: readonly string[]): Reader =>
  (text, parsed) => {
    const letters = /^[a-z]+/i.exec(text)?.[0].toLowerCase() ?? '';
    const index = words.findIndex((one) => letters.startsWith(one));
    if (index < 0) return 0;
    parsed[name] = index;
    return letters.length;
  };

const readers: Readonly<Record<string, Reader>> = {
  Y: digits('year', 4),
  y: digits('year', 2, (value) => value + (value < 69 ? 2000 : 1900)),
  m: digits('month', 2, (value) => value - 1),
  d: digits('date', 2),
  e: digits('date', 2),
  H: digits('hour', 2),
  I: digits('twelfth', 2),
  M: digits('minute', 2),
  S: digits('second', 2),
  j: digits('yearDay', 3, (value) => value - 1),
  s: digits('epoch', 15),
  u: digits('weekday', 1, (value) => value % 7),
  w: digits('weekday', 1),
  b: word('month', months),
  B: word('month', months),
  h: word('month', months),
  a: word('weekday', days),
  A: word('weekday', days),
  p: word('afternoon', ['am', 'pm']),
  Z: (text) => /^[A-Za-z]+/.exec(text)?.[0].length ?? 0,
  z: (text) => /^(?:Z|[+-]\d{2}:?(?:\d{2})?)/.exec(text)?.[0].length ?? 0,
};
const longer: Readonly<Record<string, string>> = { T: '%H:%M:%S', D: '%m/%d/%y', F: '%Y-%m-%d', R: '%H:%M', c: '%a %b %d %H:%M:%S %Y', r: '%I:%M:%S %p', n: ' ', t: ' ' };

/** strptime(3): undefined when the text is not as the format says. */
function readDate(text: string, format: string): number[] | undefined {
  const whole = format.replaceAll(/%([TDFRcrnt])/g, (_, letter: string) => longer[letter] ?? '');
  const parsed: Record<string, number> = {};
  let at = 0;
  for (const [piece, letter, blank] of whole.matchAll(/%(.)|(\s+)|[^%\s]/g)) {
    if (blank !== undefined) {
      at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
      continue;
    }
    const reader = letter === undefined ? undefined : readers[letter];
    const length = reader ? reader(text.slice(at), parsed) : text.startsWith(letter ?? piece, at) ? 1 : 0;
    if (length === 0) return undefined;
    at += length;
  }
  if (at < text.length) return undefined;
  if (parsed.epoch !== undefined) return breakDown(parsed.epoch);
  const hour = parsed.twelfth === undefined ? (parsed.hour ?? 0) : (parsed.twelfth % 12) + (parsed.afternoon === 1 ? 12 : 0);
  const dated = parsed.year !== undefined || parsed.month !== undefined || parsed.date !== undefined || parsed.yearDay !== undefined;
  if (!dated) return [1900, 0, 0, hour, parsed.minute ?? 0, parsed.second ?? 0, parsed.weekday ?? 0, 0];
  const date = parsed.yearDay === undefined ? Date.UTC(parsed.year ?? 1900, parsed.month ?? 0, parsed.date ?? 1) : Date.UTC(parsed.year ?? 1900, 0, 1) + parsed.yearDay * day;
  const [year = 1900, month = 0, number = 1, , , , weekday = 0, yearDay = 0] = breakDown(date / 1000);
  return [year, month, number, hour, parsed.minute ?? 0, parsed.second ?? 0, weekday, yearDay];
}

const formatWith =
  (name: string): Builtin =>
  (input, [format = null]) => {
    const broken = typeof input === 'number' ? breakDown(input) : input;
    if (!isArray(broken)) throw new JqError(`${name}/1 requires parsed datetime inputs`);
    if (typeof format !== 'string') throw new JqError(`${name}/1 requires a string format`);
    return formatDate(format, milliseconds(broken, `${name}/1 requires parsed datetime inputs`));
  };
const breakInput =
  (name: string): Builtin =>
  (input) => {
    if (typeof input !== 'number') throw new JqError(`${name}() requires numeric inputs`);
    return breakDown(input);
  };

/** jq's builtins about dates but `now`. The machine's time zone is UTC. */
export const dateBuiltins: Readonly<Record<string, Builtin>> = {
  'gmtime/0': breakInput('gmtime'),
  'localtime/0': breakInput('localtime'),
  'mktime/0': (input) => {
    if (!isArray(input)) throw new JqError('mktime requires array inputs');
    return milliseconds(input, 'mktime requires parsed datetime inputs') / 1000;
  },
  'strftime/1': formatWith('strftime'),
  'strflocaltime/1': formatWith('strflocaltime'),
  'strptime/1': (input, [format = null]) => {
    if (typeof input !== 'string' || typeof format !== 'string') throw new JqError('strptime/1 requires string inputs and arguments');
    const read = readDate(input, format);
    if (!read) throw new JqError(`date "${toText(input)}" does not match format "${format}"`);
    return read;
  },
};
