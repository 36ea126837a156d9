/** A rule by which the builder's cache is kept small. Sizes are bytes, times nanoseconds; 0 stands for no limit. */
export interface CollectionRule {
  readonly all: boolean;
  readonly filter: readonly string[] | null;
  readonly keepDuration: number;
  readonly maxUsedSpace: number;
  readonly minFreeSpace: number;
  readonly reservedSpace: number;
}

const hour = 3_600_000_000_000;
/** Part of the reserved space that sources and cache mounts may take: the daemon's own 13.8 percent (e · π · φ). */
const transientShare = (Math.E * Math.PI * ((1 + Math.sqrt(5)) / 2)) / 100;

/** The daemon's default rules, which depend on the size of its disk. */
export function collectionPolicy(disk: { readonly totalBytes: number }): CollectionRule[] {
  const part = (percentage: number) => (Math.floor(((disk.totalBytes / 100) * percentage) / 2 ** 30) + 1) * 1e9;
  const common = { filter: null, keepDuration: 0, maxUsedSpace: part(80), minFreeSpace: part(20), reservedSpace: part(10) };
  const transient = { filter: ['type==source.local,type==exec.cachemount,type==source.git.checkout'], keepDuration: 48 * hour, minFreeSpace: 0, reservedSpace: 0 };
  return [
    { all: false, ...transient, maxUsedSpace: Math.round(part(10) * transientShare) },
    { all: false, ...common, keepDuration: 60 * 24 * hour },
    { all: false, ...common },
    { all: true, ...common },
  ];
}
