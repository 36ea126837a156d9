import { gzipSync } from 'fflate';
import { collect } from '../../../kernel/bytes';
import type { HttpBody } from '../../../net/http/types';
import type { Process } from '../../../process/types';
import { packTree } from '../../../vfs/tar/pack-tree';
import { readTar } from '../../../vfs/tar/tar-reader';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { streamTarBytes, writeTar } from '../../../vfs/tar/tar-writer';
import { digestOf } from '../../../kernel/digest';
import type { ContainerLayer, Digest } from '../../image/types';
import type { LayerStore } from './layer-store';

/** The members of a layer's directory as they stand in an image's tar. */
function layerEntries(process: Process, directory: string): TarEntry[] {
  return [...packTree(process.files.resolve(directory).node, { layer: true })];
}

/** A layer's diff id: the hash of its tar. */
async function diffIdOf(entries: readonly TarEntry[]): Promise<Digest> {
  return (await digestOf(streamTarBytes(writeTar(entries)))).digest;
}

/** Makes layers out of other things. */
export const packLayer = {
  /** A tar of a root file system, or of changes with `.wh.` names. Its diff id is the hash of the tar as it came. */
  async fromTar(process: Process, store: LayerStore, parents: readonly Digest[], tar: Uint8Array | HttpBody): Promise<Digest> {
    const bytes = tar instanceof Uint8Array ? tar : await collect(tar);
    const { digest: diffId } = await digestOf([bytes]);
    const layer = await store.register(parents, diffId, readTar([bytes]));
    // What is packed again from the disk may have another order, other names for the same files, other headers.
    if ((await diffIdOf(layerEntries(process, `${store.directory(layer)}/diff`))) !== diffId) store.keepTar(layer, gzipSync(bytes, { level: 1 }));
    return diffId;
  },
  /** What a container has changed. */
  async fromContainer(process: Process, store: LayerStore, layer: ContainerLayer): Promise<Digest> {
    const entries = layerEntries(process, `${layer.directory}/diff`);
    const diffId = await diffIdOf(entries);
    const below = belowOf(store, layer);
    await store.register(below, diffId, entries);
    return diffId;
  },
  layerEntries,
};

/** Diff ids of the image that a container stands on, lowest first. */
function belowOf(store: LayerStore, layer: ContainerLayer): Digest[] {
  const names = (layer.data.LowerDir ?? '').split(':').map((path) => path.split('/').at(-2) ?? '');
  const byCache = new Map(store.list().map((stored) => [stored.cacheId, stored.diffId]));
  return names.flatMap((name) => byCache.get(name) ?? []).reverse();
}
