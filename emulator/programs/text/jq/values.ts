import { JqError, type Json, type JsonObject } from './types';

export const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
export const isTrue = (value: Json) => value !== null && value !== false;

export function typeName(value: Json): string {
  if (value === null) return 'null';
  return isArray(value) ? 'array' : typeof value;
}

/** As error messages show a value: cut at eleven characters. */
export function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 11 ? `${text.slice(0, 10)}...` : text;
}
export const described = (value: Json) => `${typeName(value)} (${shown(value)})`;

const order = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rank = (value: Json) => order.indexOf(typeof value === 'boolean' ? String(value) : typeName(value));

/** jq's order of all values. */
export function compare(a: Json, b: Json): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (isArray(a) && isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const one = compare(a[at] ?? null, b[at] ?? null);
      if (one !== 0) return one;
    }
    return a.length - b.length;
  }
  if (isObject(a) && isObject(b)) {
    const keys = compare(Object.keys(a).sort(), Object.keys(b).sort());
    if (keys !== 0) return keys;
    for (const key of Object.keys(a).sort()) {
      const one = compare(a[key] ?? null, b[key] ?? null);
      if (one !== 0) return one;
    }
  }
  return 0;
}

/** `.[key]` */
export function getIndex(value: Json, key: Json): Json {
  if (value === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key) ? (value[key] ?? null) : null;
  if (isArray(value) && typeof key === 'number') return value[Math.floor(key) + (key < 0 ? value.length : 0)] ?? null;
  if (isObject(key)) return getSlice(value, key.start ?? null, key.end ?? null);
  if (isArray(value) && isArray(key)) return value.flatMap((_, at) => (key.every((one, offset) => compare(value[at + offset] ?? null, one) === 0) && at + key.length <= value.length ? [at] : []));
  throw new JqError(typeof key === 'string' ? `Cannot index ${typeName(value)} with "${key}"` : `Cannot index ${typeName(value)} with ${typeName(key)}`);
}

function bounds(length: number, from: Json, to: Json): [number, number] {
  const place = (given: Json, otherwise: number, round: (value: number) => number) => {
    if (given === null) return otherwise;
    if (typeof given !== 'number') throw new JqError('Start and end indices of an array slice must be numbers');
    return Math.max(0, Math.min(length, round(given < 0 ? given + length : given)));
  };
  const start = place(from, 0, Math.floor);
  return [start, Math.max(start, place(to, length, Math.ceil))];
}

export function getSlice(value: Json, from: Json, to: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string') {
    const points = [...value];
    return points.slice(...bounds(points.length, from, to)).join('');
  }
  if (isArray(value)) return value.slice(...bounds(value.length, from, to));
  throw new JqError(`Cannot index ${typeName(value)} with object`);
}

/** A copy with one place changed; `undefined` deletes it. */
export function setPath(value: Json, path: readonly Json[], change: (old: Json) => Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (isObject(key)) {
    const list = value ?? [];
    if (!isArray(list)) throw new JqError(`Cannot update field at object index of ${typeName(value)}`);
    const [start, end] = bounds(list.length, key.start ?? null, key.end ?? null);
    const middle = setPath(list.slice(start, end), rest, change) ?? [];
    if (!isArray(middle)) throw new JqError('A slice of an array can only be assigned another array');
    return [...list.slice(0, start), ...middle, ...list.slice(end)];
  }
  const inner = setPath(getIndex(value, key), rest, change);
  if (typeof key === 'number') {
    const copy = [...((value ?? []) as readonly Json[])];
    const at = key < 0 ? key + copy.length : key;
    if (at < 0) throw new JqError('Out of bounds negative array index');
    if (inner === undefined) copy.splice(at, 1);
    else {
      while (copy.length < at) copy.push(null);
      copy[at] = inner;
    }
    return copy;
  }
  const copy: Record<string, Json> = { ...((value ?? {}) as JsonObject) };
  if (inner === undefined) delete copy[(key as string)];
  else copy[(key as string)] = inner;
  return copy;
}

export function deletePaths(value: Json, paths: readonly Json[]): Json {
  let result = value;
  for (const path of [...paths].sort(compare).reverse()) {
    const whole = path as readonly Json[];
    const parent = getPath(result, whole.slice(0, -1));
    if (parent === null || (whole.length > 0 && compare(getIndex(parent, whole.at(-1) ?? null), null) === 0 && !isArray(parent) && !(isObject(parent) && Object.hasOwn(parent, whole.at(-1) as string)))) continue;
    result = setPath(result, whole, () => undefined) ?? null;
  }
  return result;
}

export const getPath = (value: Json, path: readonly Json[]): Json => path.reduce<Json>((at, key) => (at === null ? null : getIndex(at, key)), value);

function merge(a: JsonObject, b: JsonObject): JsonObject {
  const copy: Record<string, Json> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const old = copy[key] ?? null;
    copy[key] = isObject(old) && isObject(value) ? merge(old, value) : value;
  }
  return copy;
}

/** `a + b` and the others. */
export function arithmetic(operator: string, a: Json, b: Json): Json {
  const numbers = typeof a === 'number' && typeof b === 'number';
  switch (operator) {
    case '+':
      if (a === null) return b;
      if (b === null) return a;
      if (numbers) return a + b;
      if (typeof a === 'string' && typeof b === 'string') return a + b;
      if (isArray(a) && isArray(b)) return [...a, ...b];
      if (isObject(a) && isObject(b)) return { ...a, ...b };
      throw new JqError(`${described(a)} and ${described(b)} cannot be added`);
    case '-':
      if (numbers) return a - b;
      if (isArray(a) && isArray(b)) return a.filter((one) => !b.some((other) => compare(one, other) === 0));
      throw new JqError(`${described(a)} and ${described(b)} cannot be subtracted`);
    case '*':
      if (numbers) return a * b;
      if (typeof a === 'string' && typeof b === 'number') return b > 0 ? a.repeat(Math.max(1, Math.floor(b))) : null;
      if (typeof a === 'number' && typeof b === 'string') return arithmetic('*', b, a);
      if (isObject(a) && isObject(b)) return merge(a, b);
      throw new JqError(`${described(a)} and ${described(b)} cannot be multiplied`);
    case '/':
      if (numbers && b === 0) throw new JqError(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`);
      if (numbers) return a / b;
      if (typeof a === 'string' && typeof b === 'string') return a === '' ? [] : a.split(b);
      throw new JqError(`${described(a)} and ${described(b)} cannot be divided`);
    default:
      if (numbers && Math.trunc(b) === 0) throw new JqError(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`);
      if (numbers) return Math.trunc(a) % Math.abs(Math.trunc(b));
      throw new JqError(`${described(a)} and ${described(b)} cannot be divided`);
  }
}
