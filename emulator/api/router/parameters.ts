import { concatenate, decode } from '../../kernel/bytes';
import type { HttpRequest } from '../../net/http/types';
import { EngineError } from '../../engine/error';
import type { Filters } from '../types/filter';

/** A flag of the query as Docker reads one: absent, empty, `0`, `no`, `false` and `none` are false. */
export function flag(query: URLSearchParams, name: string, whenAbsent = false): boolean {
  const value = query.get(name);
  if (value === null) return whenAbsent;
  return !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
}

/** A whole number of the query; undefined when absent or empty. */
export function integer(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^[+-]?\d+$/.test(value)) throw new EngineError('invalid parameter', `strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
  return Number(value);
}

/** The `filters` parameter. */
export function filters(query: URLSearchParams): Filters {
  const text = query.get('filters');
  if (text === null || text === '') return {};
  const wrong = () => new EngineError('invalid parameter', 'invalid filter');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong();
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([key, values]) => {
      if (Array.isArray(values)) return [key, values.map(String)];
      if (typeof values === 'object' && values !== null) return [key, Object.keys(values)];
      throw wrong();
    }),
  );
}

/** The whole body. */
export async function readBody(request: HttpRequest): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request.body) pieces.push(piece);
  return concatenate(pieces);
}

/** The body as JSON; an empty object when there is none. The shape is the client's word: check what matters. */
export async function readJson<T>(request: HttpRequest): Promise<T> {
  const text = decode(await readBody(request)).trim();
  const type = request.headers.get('Content-Type');
  if (text === '') return {} as T;
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    throw new EngineError('invalid parameter', `unsupported Content-Type header (${type}): must be 'application/json'`);
  }
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new EngineError('invalid parameter', `invalid JSON: ${error instanceof Error ? error.message : 'malformed'}`);
  }
}
