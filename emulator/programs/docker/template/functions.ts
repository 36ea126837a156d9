import { goPrint, goPrintf, goPrintln } from './printf';
import { TemplateError } from './syntax';
import { goJson, goText, isMap, isTrue, typeName, type GoValue } from './value';

/** A function that templates can call. Throws a {@link TemplateError} with what Go says after `error calling x: `. */
export interface TemplateFunction {
  readonly min: number;
  /** Absent: any number. */
  readonly max?: number;
  readonly call: (args: readonly GoValue[]) => GoValue;
}

const fixed = (count: number, call: TemplateFunction['call']): TemplateFunction => ({ min: count, max: count, call });

function lengthOf(value: GoValue): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length;
  if (Array.isArray(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  if (value === null || value === undefined) throw new TemplateError('len of nil pointer');
  throw new TemplateError(`len of type ${typeName(value)}`);
}

function index(args: readonly GoValue[]): GoValue {
  return args.slice(1).reduce<GoValue>((item, key) => {
    if (item === null || item === undefined) throw new TemplateError('index of untyped nil');
    if (Array.isArray(item) || typeof item === 'string') {
      if (typeof key !== 'number') throw new TemplateError(`cannot index slice/array with type ${typeName(key)}`);
      if (key < 0 || key >= item.length) throw new TemplateError(`index out of range: ${key}`);
      return typeof item === 'string' ? item.charCodeAt(key) : (item as readonly GoValue[])[key];
    }
    if (isMap(item)) {
      if (typeof key !== 'string') throw new TemplateError(`value has type ${typeName(key)}; should be string`);
      return Object.hasOwn(item, key) ? item[key] : '';
    }
    throw new TemplateError(`can't index item of type ${typeName(item)}`);
  }, args[0]);
}

function slice([item, ...bounds]: readonly GoValue[]): GoValue {
  if (typeof item !== 'string' && !Array.isArray(item)) throw new TemplateError(`can't slice item of type ${typeName(item)}`);
  const [from = 0, to = item.length] = bounds.map((bound) => {
    if (typeof bound !== 'number') throw new TemplateError(`cannot index slice/array with type ${typeName(bound)}`);
    if (bound < 0 || bound > item.length) throw new TemplateError(`index out of range: ${bound}`);
    return bound;
  });
  if (from > to) throw new TemplateError(`invalid slice index: ${from} > ${to}`);
  return item.slice(from, to);
}

function equal(a: GoValue, b: GoValue): boolean {
  const missing = (value: GoValue) => value === null || value === undefined;
  if (missing(a) || missing(b)) return missing(a) && missing(b);
  if (typeof a !== typeof b) throw new TemplateError('incompatible types for comparison');
  if (typeof a === 'object' && typeof b === 'object') throw new TemplateError(`non-comparable type ${goText(a)}: ${typeName(a)}`);
  return a === b;
}

function less(a: GoValue, b: GoValue): boolean {
  if (typeof a !== typeof b) throw new TemplateError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
  if ((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')) return a < b;
  throw new TemplateError('invalid type for comparison');
}

const escapes: Readonly<Record<string, string>> = { '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;', '\0': '\uFFFD' };

/** Go's own functions. */
const builtins: Readonly<Record<string, TemplateFunction>> = {
  and: { min: 1, call: (args) => args.find((value) => !isTrue(value)) ?? args.at(-1) },
  or: { min: 1, call: (args) => args.find(isTrue) ?? args.at(-1) },
  not: fixed(1, ([value]) => !isTrue(value)),
  len: fixed(1, ([value]) => lengthOf(value)),
  index: { min: 1, call: index },
  slice: { min: 1, max: 4, call: slice },
  print: { min: 0, call: goPrint },
  printf: { min: 1, call: ([format, ...args]) => goPrintf(goText(format), args) },
  println: { min: 0, call: goPrintln },
  html: { min: 0, call: (args) => goPrint(args).replace(/["'&<>\0]/g, (character) => escapes[character] ?? character) },
  js: { min: 0, call: (args) => goPrint(args).replace(/[\\'"<>&=]/g, (c) => (/[\\'"]/.test(c) ? `\\${c}` : `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`)) },
  urlquery: { min: 0, call: (args) => encodeURIComponent(goPrint(args)).replaceAll('%20', '+') },
  call: {
    min: 1,
    call([called, ...args]) {
      if (typeof called !== 'function') throw new TemplateError(`non-function ${goText(called)} of type ${typeName(called)}`);
      return called(...args);
    },
  },
  eq: {
    min: 1,
    call([first, ...others]) {
      if (others.length === 0) throw new TemplateError('missing argument for comparison');
      return others.some((other) => equal(first, other));
    },
  },
  ne: fixed(2, ([a, b]) => !equal(a, b)),
  lt: fixed(2, ([a, b]) => less(a, b)),
  le: fixed(2, ([a, b]) => less(a, b) || equal(a, b)),
  gt: fixed(2, ([a, b]) => !less(a, b) && !equal(a, b)),
  ge: fixed(2, ([a, b]) => !less(a, b)),
};

function wantText(value: GoValue): string {
  if (typeof value === 'string') return value;
  throw new TemplateError(`wrong type for value; expected string; got ${typeName(value)}`);
}

const titled = (value: string) => value.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** Docker's functions. */
const dockers: Readonly<Record<string, TemplateFunction>> = {
  json: fixed(1, ([value]) => goJson(value)),
  split: fixed(2, ([value, separator]) => wantText(value).split(wantText(separator))),
  join: fixed(2, ([value, separator]) => (Array.isArray(value) ? value.map(goText).join(wantText(separator)) : wantText(value))),
  title: fixed(1, ([value]) => titled(wantText(value))),
  lower: fixed(1, ([value]) => wantText(value).toLowerCase()),
  upper: fixed(1, ([value]) => wantText(value).toUpperCase()),
  pad: fixed(3, ([value, before, after]) => (value === '' ? '' : ' '.repeat(Number(before)) + wantText(value) + ' '.repeat(Number(after)))),
  truncate: fixed(2, ([value, length]) => (wantText(value).length < Number(length) ? wantText(value) : wantText(value).slice(0, Number(length)))),
};

/** Everything a template of docker can call. */
export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map(Object.entries({ ...builtins, ...dockers }));

/** The same for the heading of a table: what would change a column's name leaves it as it is. */
export const headerFunctions: ReadonlyMap<string, TemplateFunction> = new Map([
  ...templateFunctions,
  ...['json', 'title', 'lower', 'upper'].map((name) => [name, fixed(1, ([value]) => value)] as const),
  ['truncate', fixed(2, ([value]) => value)] as const,
  ['join', fixed(2, ([value]) => value)] as const,
  ['split', fixed(2, ([value]) => value)] as const,
]);
