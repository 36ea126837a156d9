import type { Process } from '../../../process/types';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { callsInside } from '../../../vfs/calls-inside';
import { chainId } from '../../image/chain-id';
import type { Digest } from '../../image/types';

const driverRoot = '/var/lib/docker/overlay2';
const databaseRoot = '/var/lib/docker/image/overlay2/layerdb/sha256';

/** A read-only layer on disk. */
export interface StoredLayer {
  readonly chainId: Digest;
  readonly diffId: Digest;
  readonly parent: Digest | undefined;
  /** Its directory's name below /var/lib/docker/overlay2. */
  readonly cacheId: string;
  /** Bytes of its files. */
  readonly size: number;
}

/** The read-only layers of a daemon, each once however many images have it. */
export interface LayerStore {
  get(chainId: Digest): StoredLayer | undefined;
  list(): StoredLayer[];
  /** Puts a layer on those with the diff ids `below`; does nothing when it is there. `size` is known for layers from a registry. */
  register(below: readonly Digest[], diffId: Digest, entries: Iterable<TarEntry>, size?: number): Promise<StoredLayer>;
  /** Keeps the tar that a layer came in, for those whose files would not be packed into the same bytes again (the real one keeps `tar-split.json.gz`). */
  keepTar(layer: StoredLayer, gzippedTar: Uint8Array): void;
  /** The gzipped tar that was kept of a layer. */
  keptTar(layer: StoredLayer): Uint8Array | undefined;
  /** Deletes a layer that no image and no container has any more. */
  delete(chainId: Digest): void;
  /** Tells of layers that something other than images and containers needs (the build cache): they are not released. */
  keepFor(holder: (chainId: Digest) => boolean): void;
  /** Whether a holder needs the layer. */
  isKept(chainId: Digest): boolean;
  /** The layers of a stack, lowest first; throws when one is missing. */
  stack(diffIds: readonly Digest[]): StoredLayer[];
  /** Directory of a layer. */
  directory(layer: Pick<StoredLayer, 'cacheId'>): string;
  /** Makes a directory for a layer: `diff`, `link`, and with `lower` (directory names, uppermost first) also `lower` and `work`. */
  makeDirectory(name: string, lower: readonly string[]): void;
  /** `l/ABC…` of a layer's directory, the short name that mount options use. */
  shortName(directoryName: string): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The layers under /var/lib/docker, read from there when the daemon starts. */
export function createLayerStore(process: Process): LayerStore {
  const { files, system } = process;
  const layers = new Map<Digest, StoredLayer>();
  for (const path of [driverRoot, `${driverRoot}/l`, databaseRoot]) files.makeDirectory(path, { parents: true });
  files.changeMode(driverRoot, 0o710);

  for (const { name } of files.readDirectory(databaseRoot)) {
    const read = (file: string) => files.readText(`${databaseRoot}/${name}/${file}`).trim();
    if (!files.exists(`${databaseRoot}/${name}/size`)) {
      files.removeTree(`${databaseRoot}/${name}`); // the machine was switched off while it was being written
      continue;
    }
    layers.set(`sha256:${name}`, {
      chainId: `sha256:${name}`,
      diffId: read('diff'),
      parent: files.exists(`${databaseRoot}/${name}/parent`) ? read('parent') : undefined,
      cacheId: read('cache-id'),
      size: Number(read('size')),
    });
  }

  const keptPath = (id: Digest) => `${databaseRoot}/${id.slice(7)}/tar.gz`;
  const directory = (name: string) => `${driverRoot}/${name}`;
  const shortName = (name: string) => `l/${files.readText(`${directory(name)}/link`)}`;

  function makeDirectory(name: string, lower: readonly string[]): void {
    const path = directory(name);
    files.makeDirectory(path, { mode: 0o710 });
    files.makeDirectory(`${path}/diff`, { mode: 0o755 });
    const short = Array.from({ length: 26 }, () => letters[system.random.integer(letters.length)]).join('');
    files.writeFile(`${path}/link`, short, { mode: 0o644 });
    files.symlink(`../${name}/diff`, `${driverRoot}/l/${short}`);
    if (lower.length === 0) return;
    files.makeDirectory(`${path}/work`, { mode: 0o700 });
    files.writeFile(`${path}/lower`, lower.map(shortName).join(':'), { mode: 0o644 });
  }

  const holders: ((chainId: Digest) => boolean)[] = [];
  const store: LayerStore = {
    keepFor: (holder) => void holders.push(holder),
    isKept: (id) => holders.some((holds) => holds(id)),
    get: (id) => layers.get(id),
    list: () => [...layers.values()],
    directory: ({ cacheId }) => directory(cacheId),
    makeDirectory,
    shortName,
    stack(diffIds) {
      return diffIds.map((_, index) => {
        const id = chainId(diffIds.slice(0, index + 1)) as Digest;
        const layer = layers.get(id);
        if (!layer) throw new Error(`layer does not exist: ${id}`);
        return layer;
      });
    },
    async register(below, diffId, entries, size) {
      const { createUnpacker } = await import('../../../vfs/tar/unpack-tree');
      const id = chainId([...below, diffId]) as Digest;
      const known = layers.get(id);
      if (known) return known;
      const parent = chainId(below);
      const cacheId = system.random.hex(32);
      makeDirectory(cacheId, store.stack(below).map((layer) => layer.cacheId).reverse());
      const inside = callsInside(files.resolve(`${directory(cacheId)}/diff`).node, system.clock);
      const unpacker = createUnpacker(inside, '/', { layer: 'overlay' });
      let counted = 0;
      for (const entry of entries) {
        unpacker.add(entry);
        if (entry.content) counted += entry.content instanceof Uint8Array ? entry.content.length : entry.content.size;
        await process.tick();
      }
      unpacker.finish();
      files.writeFile(`${directory(cacheId)}/committed`, '', { mode: 0o600 });
      const record = `${databaseRoot}/${id.slice(7)}`;
      files.makeDirectory(record, { parents: true });
      files.writeFile(`${record}/diff`, diffId);
      files.writeFile(`${record}/cache-id`, cacheId);
      if (parent !== undefined) files.writeFile(`${record}/parent`, parent);
      const layer: StoredLayer = { chainId: id, diffId, parent, cacheId, size: size ?? counted };
      files.writeFile(`${record}/size`, String(layer.size)); // last: it says that the record is whole
      layers.set(id, layer);
      return layer;
    },
    keepTar: ({ chainId: id }, gzippedTar) => files.writeFile(keptPath(id), gzippedTar, { mode: 0o600 }),
    keptTar: ({ chainId: id }) => (files.exists(keptPath(id)) ? files.readFile(keptPath(id)) : undefined),
    delete(id) {
      const layer = layers.get(id);
      if (!layer) return;
      layers.delete(id);
      files.removeTree(`${databaseRoot}/${id.slice(7)}`);
      files.removeTree(`${driverRoot}/${shortName(layer.cacheId)}`);
      files.removeTree(directory(layer.cacheId));
    },
  };
  return store;
}
