import type { Random } from '../kernel/random';
import { EngineError } from './error';

/** 64 hexadecimal digits. The first twelve are never digits alone, so that a short ID is never taken for a number. */
export function makeId(random: Random): string {
  for (;;) {
    const id = random.hex(32);
    if (/[a-f]/.test(id.slice(0, 12))) return id;
  }
}

/** The first twelve digits. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

/** The only ID that begins with `prefix`; undefined when there is none. */
export function findByPrefix(ids: Iterable<string>, prefix: string): string | undefined {
  if (!/^[0-9a-f]+$/.test(prefix)) return undefined;
  let found: string | undefined;
  for (const id of ids) {
    if (!id.startsWith(prefix)) continue;
    if (found !== undefined) throw new EngineError('invalid parameter', `multiple IDs found with provided prefix: ${prefix}`);
    found = id;
  }
  return found;
}
