import { compact, toText } from './formats';
import { dateBuiltins } from './dates';
import type { Builtin } from './surroundings';
import { JqError, type Json } from './types';
import { compare, deletePaths, described, isArray, isObject, setPath, typeName } from './values';

const list = (value: Json, what: string): readonly Json[] => {
  if (!isArray(value)) throw new JqError(`${described(value)} cannot be ${what}, as it is not an array`);
  return value;
};
const string = (value: Json, what: string): string => {
  if (typeof value !== 'string') throw new JqError(`${described(value)} ${what}`);
  return value;
};
const pairs = (values: Json, keys: Json) => list(values, 'sorted').map((value, at) => ({ value, key: (keys as readonly Json[])[at] ?? null }));

function length(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'string') return [...value].length;
  if (typeof value === 'number') return Math.abs(value);
  if (isArray(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw new JqError(`${described(value)} has no length`);
}

function contains(a: Json, b: Json): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (isArray(a) && isArray(b)) return b.every((one) => a.some((other) => typeName(one) === typeName(other) && contains(other, one)));
  if (isObject(a) && isObject(b)) return Object.entries(b).every(([key, value]) => Object.hasOwn(a, key) && contains(a[key] ?? null, value));
  if (typeName(a) === typeName(b)) return compare(a, b) === 0;
  throw new JqError(`${described(a)} and ${described(b)} cannot have their containment checked`);
}

function keys(value: Json): Json[] {
  if (isArray(value)) return [...value.keys()];
  if (isObject(value)) return Object.keys(value).sort();
  throw new JqError(`${described(value)} has no keys`);
}

function matchAll(input: Json, [pattern = null, flags = null]: readonly Json[]): Json {
  const text = string(input, 'cannot be matched, as it is not a string');
  const [source, given] = isArray(pattern) ? [pattern[0] ?? null, pattern[1] ?? null] : [pattern, flags];
  const letters = given === null ? '' : string(given, 'is not a string');
  const javaScript = `du${letters.includes('g') ? 'g' : ''}${letters.includes('i') ? 'i' : ''}${/[sp]/.test(letters) ? 's' : ''}`;
  let expression: RegExp;
  try {
    expression = new RegExp(letters.includes('x') ? string(source, 'cannot be matched').replaceAll(/\s+|#.*$/gm, '') : string(source, 'cannot be matched, as it is not a string'), javaScript);
  } catch (error) {
    if (error instanceof JqError) throw error;
    throw new JqError(`${toText(source)} (at offset 0) is not a valid regex: ${(error as Error).message}`);
  }
  const found = letters.includes('g') ? [...text.matchAll(expression)] : [expression.exec(text)].filter((one) => one !== null);
  const points = (end: number) => [...text.slice(0, end)].length;
  return found.map((match) => {
    const names = Object.entries(match.indices?.groups ?? {});
    const captures = match.slice(1).map((part: string | undefined, at): Json => {
      const place = match.indices?.[at + 1];
      const name = names.find(([, where]) => where !== undefined && place !== undefined && where[0] === place[0] && where[1] === place[1])?.[0] ?? names[at]?.[0] ?? null;
      return { offset: place ? points(place[0]) : -1, length: part === undefined ? 0 : [...part].length, string: part ?? null, name: names.length > 0 ? name : null };
    });
    return { offset: points(match.index), length: [...match[0]].length, string: match[0], captures };
  });
}

const parseJson = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new JqError(`${text.slice(0, 40)} (while parsing '${text}')`);
  }
};

const number = (value: Json): number => {
  if (typeof value !== 'number') throw new JqError(`${described(value)} number required`);
  return value;
};
const mathematics = Object.fromEntries((['floor', 'sqrt', 'ceil', 'round', 'trunc', 'exp', 'log', 'log2', 'log10', 'sin', 'cos', 'tan', 'fabs'] as const).map((name) => [`${name}/0`, (input: Json) => (name === 'fabs' ? Math.abs(number(input)) : Math[name](number(input)))]));

const flatten = (values: readonly Json[], depth: number): Json[] => values.flatMap((one) => (isArray(one) && depth > 0 ? flatten(one, depth - 1) : [one]));

const table: Readonly<Record<string, Builtin>> = {
  ...mathematics,
  ...dateBuiltins,
  'bsearch/1': (input, [wanted = null]) => {
    const sorted = list(input, 'searched from');
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(sorted[middle] ?? null, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low < sorted.length && compare(sorted[low] ?? null, wanted) === 0 ? low : -1 - low;
  },
  'exp2/0': (input) => 2 ** number(input),
  'exp10/0': (input) => 10 ** number(input),
  'logb/0': (input) => Math.floor(Math.log2(Math.abs(number(input)))),
  'significand/0': (input) => number(input) / 2 ** Math.floor(Math.log2(Math.abs(number(input)))),
  'not/0': (input) => input === null || input === false,
  'length/0': length,
  'utf8bytelength/0': (input) => new TextEncoder().encode(string(input, 'only strings have UTF-8 byte length')).length,
  'keys/0': keys,
  'keys_unsorted/0': (input) => (isObject(input) ? Object.keys(input) : keys(input)),
  'has/1': (input, [key = null]) => {
    if (isObject(input) && typeof key === 'string') return Object.hasOwn(input, key);
    if (isArray(input) && typeof key === 'number') return key >= 0 && key < input.length;
    throw new JqError(`Cannot check whether ${typeName(input)} has a ${typeof key === 'string' ? 'string' : typeName(key)} key`);
  },
  'contains/1': (input, [part = null]) => contains(input, part),
  'type/0': typeName,
  'tostring/0': toText,
  'tojson/0': compact,
  'fromjson/0': (input) => parseJson(string(input, 'cannot be parsed as JSON')),
  'tonumber/0': (input) => {
    if (typeof input === 'number') return input;
    const text = string(input, 'cannot be parsed as a number');
    if (text.trim() === '' || Number.isNaN(Number(text))) throw new JqError(`Cannot use ${described(input)} as number`.replace(/^Cannot use (.*) as number$/, '$1 cannot be parsed as a number'));
    return Number(text);
  },
  'infinite/0': () => Number.MAX_VALUE,
  'nan/0': () => Number.NaN,
  'isnan/0': (input) => Number.isNaN(number(input)),
  'isinfinite/0': (input) => Math.abs(number(input)) >= Number.MAX_VALUE,
  'isnormal/0': (input) => number(input) !== 0 && Number.isFinite(number(input)),
  'add/0': (input) => {
    const values = isObject(input) ? Object.values(input) : list(input, 'added');
    if (values.every((value) => typeof value === 'string')) return values.length === 0 ? null : values.join('');
    if (values.every((value) => isArray(value))) return values.length === 0 ? null : values.flat();
    return values.reduce<Json>((sum, value) => (sum === null ? value : value === null ? sum : addTwo(sum, value)), null);
  },
  'join/1': (input, [separator = '']) => list(input, 'joined').map((one) => (one === null ? '' : isArray(one) || isObject(one) ? string(one, 'cannot be added to a string') : toText(one))).join(string(separator, 'is no separator')),
  'reverse/0': (input) => (typeof input === 'string' ? [...input].reverse().join('') : input === null ? [] : [...list(input, 'reversed')].reverse()),
  'sort/0': (input) => [...list(input, 'sorted')].sort(compare),
  'unique/0': (input) => [...list(input, 'sorted')].sort(compare).filter((value, at, all) => at === 0 || compare(value, all[at - 1] ?? null) !== 0),
  'min/0': (input) => [...list(input, 'compared')].sort(compare)[0] ?? null,
  'max/0': (input) => [...list(input, 'compared')].sort(compare).at(-1) ?? null,
  '_sort_by/1': (input, [by = null]) => pairs(input, by).sort((a, b) => compare(a.key, b.key)).map(({ value }) => value),
  '_min_by/1': (input, [by = null]) => pairs(input, by).sort((a, b) => compare(a.key, b.key))[0]?.value ?? null,
  '_max_by/1': (input, [by = null]) => pairs(input, by).sort((a, b) => compare(a.key, b.key)).at(-1)?.value ?? null,
  '_group_by/1': (input, [by = null]) => {
    const groups: { key: Json; values: Json[] }[] = [];
    for (const { key, value } of pairs(input, by).sort((a, b) => compare(a.key, b.key))) {
      const last = groups.at(-1);
      if (last && compare(last.key, key) === 0) last.values.push(value);
      else groups.push({ key, values: [value] });
    }
    return groups.map(({ values }) => values);
  },
  'flatten/0': (input) => flatten(list(input, 'flattened'), Infinity),
  'flatten/1': (input, [depth = 1]) => flatten(list(input, 'flattened'), Number(depth)),
  'transpose/0': (input) => {
    const rows = list(input, 'transposed') as readonly (readonly Json[])[];
    return Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, at) => rows.map((row) => row[at] ?? null));
  },
  'startswith/1': (input, [text = '']) => string(input, 'startswith() requires string inputs').startsWith(string(text, 'startswith() requires string inputs')),
  'endswith/1': (input, [text = '']) => string(input, 'endswith() requires string inputs').endsWith(string(text, 'endswith() requires string inputs')),
  '_ltrimstr/1': (input, [text = '']) => (typeof input === 'string' && typeof text === 'string' && input.startsWith(text) ? input.slice(text.length) : input),
  '_rtrimstr/1': (input, [text = '']) => (typeof input === 'string' && typeof text === 'string' && text !== '' && input.endsWith(text) ? input.slice(0, -text.length) : input),
  'trim/0': (input) => string(input, 'cannot be trimmed').trim(),
  'ltrim/0': (input) => string(input, 'cannot be trimmed').trimStart(),
  'rtrim/0': (input) => string(input, 'cannot be trimmed').trimEnd(),
  '_case/1': (input, [up = false]) => string(input, 'explode input must be a string').replaceAll(up === true ? /[a-z]/g : /[A-Z]/g, (letter) => (up === true ? letter.toUpperCase() : letter.toLowerCase())),
  'split/1': (input, [separator = '']) => (string(input, 'cannot be split') === '' ? [] : string(input, '').split(string(separator, 'split input and separator must be strings'))),
  'explode/0': (input) => [...string(input, 'cannot be exploded')].map((letter) => letter.codePointAt(0) ?? 0),
  'implode/0': (input) => String.fromCodePoint(...(list(input, 'imploded') as number[])),
  'indices/1': (input, [part = null]) => {
    if (input === null) return null;
    if (typeof input === 'string' && typeof part === 'string') return part === '' ? null : [...input].flatMap((_, at) => ([...input].slice(at).join('').startsWith(part) ? [at] : []));
    const whole = list(input, 'searched');
    if (!isArray(part)) return whole.flatMap((one, at) => (compare(one, part) === 0 ? [at] : []));
    return whole.flatMap((_, at) => (at + part.length <= whole.length && part.every((one, offset) => compare(whole[at + offset] ?? null, one) === 0) ? [at] : []));
  },
  '_match/2': matchAll,
  'setpath/2': (input, [path = [], value = null]) => setPath(input, path as readonly Json[], () => value) ?? null,
  'delpaths/1': (input, [paths = []]) => deletePaths(input, paths as readonly Json[]),
  'pow/2': (_, [base = 0, exponent = 0]) => number(base) ** number(exponent),
  'halt/0': () => {
    throw new JqHalt('', 0);
  },
  'halt_error/1': (input, [code = 5]) => {
    throw new JqHalt(typeof input === 'string' ? input : `${compact(input)}\n`, Number(code));
  },
  'builtins/0': () => [...builtins.keys()],
};

const addTwo = (a: Json, b: Json): Json => {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (isArray(a) && isArray(b)) return [...a, ...b];
  if (isObject(a) && isObject(b)) return { ...(a), ...(b) };
  throw new JqError(`${described(a)} and ${described(b)} cannot be added`);
};

/** `halt` and `halt_error`: ends jq. */
export class JqHalt extends Error {
  override readonly name = 'JqHalt';
  constructor(
    readonly text: string,
    readonly code: number,
  ) {
    super('halt');
  }
}

/** All builtins that are not written in jq, by `name/arity`. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(Object.entries(table));
