import type { BuildCacheRecord } from '../../api/types/disk-usage';
import type { Process } from '../../process/types';
import { chainId } from '../image/chain-id';
import type { Digest } from '../image/types';
import { timestamp } from '../time';
import { cachePath as path } from './cache-path';
import { hashText } from './context/checksum';

/** Something that a build has made and may use again. */
export interface CacheRecord {
  readonly id: string;
  readonly type: 'regular' | 'source.local' | 'exec.cachemount' | 'internal' | 'frontend';
  readonly parents: readonly string[];
  description: string;
  readonly createdAt: string;
  lastUsedAt: string | null;
  usageCount: number;
  size: number;
  /** The layers that it stands for, lowest first; empty for other things. */
  readonly stack: readonly Digest[];
  /** Of a cache mount or a local source: its directory on the host, if any. */
  readonly directory?: string;
  /** Of a local source: the state of its files when they were last sent (`name → size and time`). */
  sent?: Record<string, string>;
}

/** What is kept on disk. */
interface Stored {
  records: CacheRecord[];
  /** Records by what was asked for. */
  results: Record<string, string>;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The ID of a record that is found by what it is of: always the same for the same `subject`. */
export function stableId(subject: string): string {
  const digits = hashText(subject);
  return Array.from({ length: 25 }, (_, index) => alphabet[Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16) % alphabet.length]).join('');
}

/** The build cache, under /var/lib/docker/buildkit. */
export interface BuildCache {
  all(): CacheRecord[];
  get(id: string): CacheRecord | undefined;
  /** What the same question came to earlier. */
  lookUp(key: string): CacheRecord | undefined;
  /** Remembers that `key` comes to a record. */
  remember(key: string, id: string): void;
  add(record: Pick<CacheRecord, 'type' | 'description'> & Partial<CacheRecord>): CacheRecord;
  /** It is being used (again). */
  touch(record: CacheRecord): void;
  remove(record: CacheRecord): void;
  save(): void;
  /** The records in use by builds that run. */
  readonly busy: Set<string>;
  /** Whether a record needs a layer. */
  needs(chain: Digest): boolean;
}

/** The build cache as it was left. */
export function createBuildCache({ files, system }: Process): BuildCache {
  const records = new Map<string, CacheRecord>();
  let results: Record<string, string> = {};
  if (files.exists(path)) {
    const stored = JSON.parse(files.readText(path)) as Stored;
    for (const record of stored.records) records.set(record.id, record);
    ({ results } = stored);
  }
  let chains: Set<Digest> | undefined;

  function chainsInUse(): Set<Digest> {
    if (chains) return chains;
    chains = new Set();
    for (const { stack } of records.values()) for (let depth = 1; depth <= stack.length; depth++) chains.add(chainId(stack.slice(0, depth)) as Digest);
    return chains;
  }

  function save(): void {
    files.makeDirectory('/var/lib/docker/buildkit', { parents: true });
    files.writeFile(`${path}.tmp`, JSON.stringify({ records: [...records.values()], results } satisfies Stored), { mode: 0o600 });
    files.rename(`${path}.tmp`, path);
  }

  return {
    busy: new Set(),
    all: () => [...records.values()],
    get: (id) => records.get(id),
    lookUp(key) {
      const id = results[key];
      return id === undefined ? undefined : records.get(id);
    },
    remember(key, id) {
      results[key] = id;
    },
    add(given) {
      const id = given.id ?? Array.from({ length: 25 }, () => alphabet[system.random.integer(alphabet.length)]).join('');
      const record: CacheRecord = { parents: [], createdAt: timestamp(system.clock), lastUsedAt: null, usageCount: 0, size: 0, stack: [], ...given, id };
      records.set(id, record);
      chains = undefined;
      return record;
    },
    touch(record) {
      record.usageCount++;
      record.lastUsedAt = timestamp(system.clock);
    },
    remove(record) {
      records.delete(record.id);
      results = Object.fromEntries(Object.entries(results).filter(([, id]) => id !== record.id));
      chains = undefined;
    },
    save,
    needs: (chain) => chainsInUse().has(chain),
  };
}

/** A record as the API lists it; `shared` when an image has its layers too. */
export function describeRecord(record: CacheRecord, { inUse, shared }: { inUse: boolean; shared: boolean }): BuildCacheRecord {
  return {
    ID: record.id,
    ...(record.parents.length > 0 ? { Parents: [...record.parents] } : {}),
    Type: record.type,
    Description: record.description,
    InUse: inUse,
    Shared: shared,
    Size: record.size,
    CreatedAt: record.createdAt,
    LastUsedAt: record.lastUsedAt,
    UsageCount: record.usageCount,
  };
}
