import type { BuildBackend } from '../../api/router/build/backend';
import { chainId } from '../image/chain-id';
import type { Digest } from '../image/types';
import type { EngineParts } from '../parts';
import { checkFilters, untilFilter } from '../filters';
import { parseTimestamp } from '../time';
import { describeRecord, type BuildCache, type CacheRecord } from './cache';

/** What lists and prunes the build cache. */
export function createCacheAdministration(engine: EngineParts, cache: BuildCache): Pick<BuildBackend, 'buildCache' | 'pruneBuildCache'> {
  const { images, process } = engine;

  /** Layers that an image has. */
  function imageChains(): Set<Digest> {
    const chains = new Set<Digest>();
    for (const id of images.store.all()) {
      const stack = images.store.get(id)?.config.rootfs.diff_ids ?? [];
      for (let depth = 1; depth <= stack.length; depth++) chains.add(chainId(stack.slice(0, depth)) as Digest);
    }
    return chains;
  }
  const isShared = (record: CacheRecord, chains: ReadonlySet<Digest>) => record.stack.length > 0 && chains.has(chainId(record.stack) as Digest);

  /** Deletes the layers that only the cache had, uppermost first. */
  function release(record: CacheRecord, chains: ReadonlySet<Digest>): void {
    for (let depth = record.stack.length; depth > 0; depth--) {
      const chain = chainId(record.stack.slice(0, depth)) as Digest;
      if (chains.has(chain) || images.layerStore.isKept(chain)) return;
      images.layerStore.delete(chain);
    }
  }

  return {
    buildCache() {
      const chains = imageChains();
      return cache.all().map((record) => describeRecord(record, { inUse: cache.busy.has(record.id), shared: isShared(record, chains) }));
    },
    pruneBuildCache({ all, filters, reservedSpace }) {
      checkFilters(filters, ['until', 'id', 'parents', 'type', 'description', 'inuse', 'shared', 'private', 'unused-for']);
      const now = process.system.clock.now();
      const until = untilFilter(filters['until'] ? { until: filters['until'] } : filters['unused-for'] ? { until: filters['unused-for'] } : {}, now);
      const chains = imageChains();
      const deleted: string[] = [];
      let freed = 0;
      let total = cache.all().reduce((sum, record) => sum + record.size, 0);
      const candidates = cache.all().sort((a, b) => ((a.lastUsedAt ?? '') < (b.lastUsedAt ?? '') ? -1 : 1));
      for (const record of candidates) {
        if (reservedSpace > 0 && total <= reservedSpace) break;
        const shared = isShared(record, chains);
        if (cache.busy.has(record.id) || !matches(record, filters, shared)) continue;
        if (!all && (shared || record.type === 'internal' || record.type === 'frontend')) continue;
        if (until !== undefined && parseTimestamp(record.lastUsedAt ?? record.createdAt) > until) continue;
        cache.remove(record);
        if (record.directory !== undefined) process.files.removeTree(record.directory);
        release(record, chains);
        deleted.push(record.id);
        total -= record.size;
        freed += record.size;
      }
      cache.save();
      return { CachesDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: freed };
    },
  };
}

function matches(record: CacheRecord, filters: Readonly<Record<string, readonly string[]>>, shared: boolean): boolean {
  const fits = (key: string, value: string) => filters[key] === undefined || filters[key].some((wanted) => wanted === value);
  const truth = (key: string, value: boolean) => filters[key] === undefined || filters[key].some((wanted) => (wanted === 'true' || wanted === '1') === value);
  return (
    fits('id', record.id) &&
    fits('type', record.type) &&
    fits('description', record.description) &&
    truth('shared', shared) &&
    truth('private', !shared) &&
    (filters['parents'] === undefined || filters['parents'].some((parent) => record.parents.includes(parent)))
  );
}
