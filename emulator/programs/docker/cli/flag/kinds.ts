import { parseDuration } from '../../units/duration';
import { parseSize } from '../../units/size';
import { FlagValueError, type Flag, type FlagOptions } from './definition';

const trueWords = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const falseWords = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

function parseBool(text: string): boolean {
  if (trueWords.has(text)) return true;
  if (falseWords.has(text)) return false;
  throw new FlagValueError(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

/** A switch: on when it is there. */
export function bool(short: string, usage: string, options: FlagOptions & { initial?: boolean } = {}): Flag<boolean> {
  const initial = options.initial ?? false;
  return { ...options, short, type: '', usage, initial, defaultText: initial ? 'true' : undefined, withoutValue: 'true', parse: parseBool };
}

/** One text; the last one counts. */
export function text(short: string, usage: string, options: FlagOptions & { initial?: string } = {}): Flag<string> {
  const initial = options.initial ?? '';
  return { ...options, short, type: 'string', usage, initial, defaultText: initial ? JSON.stringify(initial) : undefined, parse: (value) => value };
}

/** The range of each of Go's integer types, as far as it matters to a flag. */
const ranges = { int: [-(2n ** 63n), 2n ** 63n - 1n], uint: [0n, 2n ** 64n - 1n], uint16: [0n, 65535n], uint32: [0n, 2n ** 32n - 1n] } as const;

/** Reads a whole number as Go's strconv with base 0 does: decimal, 0x, 0o, 0b, underscores aside. */
export function parseInteger(value: string, type: keyof typeof ranges): number {
  const call = type === 'int' ? 'strconv.ParseInt' : 'strconv.ParseUint';
  const match = /^([+-]?)(0x[\da-f]+|0o?[0-7]+|0b[01]+|0|[1-9]\d*)$/i.exec(value);
  if (!match || (type !== 'int' && match[1])) throw new FlagValueError(`${call}: parsing ${JSON.stringify(value)}: invalid syntax`);
  const digits = (match[2] ?? '').replace(/^0(?=[0-7])/, '0o');
  const number = match[1] === '-' ? -BigInt(digits) : BigInt(digits);
  const [low, high] = ranges[type];
  if (number < low || number > high) throw new FlagValueError(`${call}: parsing ${JSON.stringify(value)}: value out of range`);
  return Number(number);
}

/** A whole number. */
export function integer(short: string, usage: string, options: FlagOptions & { initial?: number; type?: keyof typeof ranges } = {}): Flag<number> {
  const { initial = 0, type = 'int', ...rest } = options;
  return { ...rest, short, type, usage, initial, defaultText: initial ? String(initial) : undefined, parse: (value) => parseInteger(value, type) };
}

/** A number with a fraction. */
export function float(short: string, usage: string, options: FlagOptions = {}): Flag<number> {
  const parse = (value: string) => {
    if (value.trim() === '' || Number.isNaN(Number(value))) throw new FlagValueError(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`);
    return Number(value);
  };
  return { ...options, short, type: 'float', usage, initial: 0, parse };
}

/** Texts, one per use of the flag; `check` throws a FlagValueError or gives what to keep. `type` is the name in help. */
export function list(short: string, usage: string, options: FlagOptions & { type?: string; check?: (value: string) => string } = {}): Flag<readonly string[]> {
  const { type = 'list', check = (value: string) => value, ...rest } = options;
  return { ...rest, short, type, usage, initial: [], parse: (value, before) => [...before, check(value)] };
}

/** Texts with commas between them, in one or several uses of the flag. */
export function strings(short: string, usage: string, options: FlagOptions & { initial?: readonly string[] } = {}): Flag<readonly string[]> {
  const { initial = [], ...rest } = options;
  const defaultText = initial.length > 0 ? `[${initial.join(',')}]` : undefined;
  return { ...rest, short, type: 'strings', usage, initial, defaultText, parse: (value, before, first) => [...(first ? [] : before), ...value.split(',')] };
}

/** `key=value` pairs. */
export function map(short: string, usage: string, options: FlagOptions & { type?: string } = {}): Flag<Readonly<Record<string, string>>> {
  const { type = 'map', ...rest } = options;
  return {
    ...rest,
    short,
    type,
    usage,
    initial: {},
    parse(value, before) {
      const at = value.indexOf('=');
      return { ...before, [at < 0 ? value : value.slice(0, at)]: at < 0 ? '' : value.slice(at + 1) };
    },
  };
}

/** An amount of memory such as `512m`, in bytes; −1 stays −1 where the flag allows it (`--memory-swap`). */
export function bytes(short: string, usage: string, options: FlagOptions & { unlimited?: boolean } = {}): Flag<number> {
  const { unlimited, ...rest } = options;
  return { ...rest, short, type: 'bytes', usage, initial: 0, parse: (value) => (unlimited && value === '-1' ? -1 : parseSize(value)) };
}

/** A length of time such as `1m30s`, in nanoseconds. */
export function duration(short: string, usage: string, options: FlagOptions = {}): Flag<number> {
  return { ...options, short, type: 'duration', usage, initial: 0, parse: parseDuration };
}

/** A number of CPUs such as `1.5`, in thousand-millionths. */
export function decimal(short: string, usage: string, options: FlagOptions = {}): Flag<number> {
  const parse = (value: string) => {
    const match = /^([+-]?\d*\.?\d*(?:e[+-]?\d+)?)(?:\/(\d+))?$/i.exec(value);
    if (!match || !/\d/.test(match[1] ?? '')) throw new FlagValueError(`failed to parse ${value} as a rational number`);
    const nano = (Number(match[1]) * 1e9) / Number(match[2] ?? 1);
    if (Math.abs(nano - Math.round(nano)) > 1e-6) throw new FlagValueError('value is too precise');
    return Math.round(nano);
  };
  return { ...options, short, type: 'decimal', usage, initial: 0, parse };
}

/** `--filter key=value`, as the API takes filters: the values by key. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** A filter. */
export function filter(short: string, usage: string, options: FlagOptions = {}): Flag<Filters> {
  return {
    ...options,
    short,
    type: 'filter',
    usage,
    initial: {},
    parse(value, before) {
      if (value === '') return before;
      const at = value.indexOf('=');
      if (at < 0) throw new FlagValueError('bad format of filter (expected name=value)');
      const key = value.slice(0, at).trim().toLowerCase();
      return { ...before, [key]: [...(before[key] ?? []), value.slice(at + 1).trim()] };
    },
  };
}
