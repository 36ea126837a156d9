import type { HttpBody } from '../../../net/http/types';
import type { Process } from '../../../process/types';
import { packTree } from '../../../vfs/tar/pack-tree';
import { readTarStream } from '../../../vfs/tar/tar-reader';
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
  /** A tar of a root file system, or of changes with `.wh.` names. */
  async fromTar(store: LayerStore, parents: readonly Digest[], tar: Uint8Array | HttpBody): Promise<Digest> {
    const entries: TarEntry[] = [];
    const pieces = tar instanceof Uint8Array ? single(tar) : tar;
    for await (const entry of readTarStream(pieces)) entries.push(entry);
    // Written anew: the diff id is of our own form of the tar, whatever wrote the one that came.
    const diffId = await diffIdOf(entries);
    await store.register(parents, diffId, entries);
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

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Diff ids of the image that a container stands on, lowest first. */
function belowOf(store: LayerStore, layer: ContainerLayer): Digest[] {
  const names = (layer.data.LowerDir ?? '').split(':').map((path) => path.split('/').at(-2) ?? '');
  const byCache = new Map(store.list().map((stored) => [stored.cacheId, stored.diffId]));
  return names.flatMap((name) => byCache.get(name) ?? []).reverse();
}
