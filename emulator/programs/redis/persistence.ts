import type { Database} from './database';
import { type Entry, type Kind, type Kinds } from './database';

/** Begins every dump; behind it is this project's own notation. */
const magic = 'REDIS0011';

interface StoredEntry {
  readonly db: number;
  readonly key: string;
  readonly kind: Kind;
  readonly value: unknown;
  readonly expires?: number;
}

/** All databases as the text of a dump, one character a byte. */
export function writeDump(databases: readonly Database[], version: string, now: number): string {
  const entries: StoredEntry[] = databases.flatMap((database, db) =>
    database.keys().map((key) => {
      const { kind, value, expires } = database.entry(key) as Entry;
      return { db, key, kind, value: typeof value === 'string' ? value : [...(value as Iterable<unknown>)], ...(expires === undefined ? {} : { expires }) };
    }),
  );
  return `${magic}${JSON.stringify({ version, created: now, entries }, (_, value: unknown) => (value === Infinity ? 'inf' : value === -Infinity ? '-inf' : value)).replaceAll(/[\u0080-\u00ff]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)}`;
}

/** What a dump said of itself. */
export interface LoadedDump {
  readonly version: string;
  readonly created: number;
  readonly loaded: number;
  readonly expired: number;
}

/** Fills the databases from a dump; undefined when it is none. */
export function readDump(text: string, databases: readonly Database[], now: number): LoadedDump | undefined {
  if (!text.startsWith(magic)) return undefined;
  let dump: { version: string; created: number; entries: StoredEntry[] };
  try {
    dump = JSON.parse(text.slice(magic.length)) as typeof dump;
  } catch {
    return undefined;
  }
  let loaded = 0;
  for (const { db, key, kind, value, expires } of dump.entries) {
    if (expires !== undefined && expires <= now) continue;
    databases[db]?.put(key, { kind, value: revive(kind, value), ...(expires === undefined ? {} : { expires }) });
    loaded++;
  }
  return { version: dump.version, created: dump.created, loaded, expired: dump.entries.length - loaded };
}

function revive(kind: Kind, value: unknown): Kinds[Kind] {
  if (kind === 'string') return value as string;
  if (kind === 'list') return value as string[];
  if (kind === 'set') return new Set(value as string[]);
  if (kind === 'hash') return new Map(value as [string, string][]);
  return new Map((value as [string, number | string][]).map(([member, score]) => [member, score === 'inf' ? Infinity : score === '-inf' ? -Infinity : Number(score)]));
}
