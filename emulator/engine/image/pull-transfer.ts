import { Gunzip } from 'fflate';
import { concatenate } from '../../kernel/bytes';
import { digestOf } from '../../kernel/digest';
import type { Process } from '../../process/types';
import type { RemoteLayer } from '../../registry/remote/registry';
import type { PulledLayer, RegistryClient } from '../../registry/types';
import { EngineError } from '../error';
import type { LayerStore } from '../storage/overlay2/layer-store';
import { packLayer } from '../storage/overlay2/pack-layer';
import { chainId } from './chain-id';
import { createTransferReport, formatProgress } from './progress-bar';
import type { AvailableLayer } from './pull-source';
import { speaking } from './remote';
import type { Digest, Report } from './types';

/** Layers that come down at once, as dockerd's default. */
const parallel = 3;
/** Bytes a millisecond: a good line at home (about 20 MB/s in all), and a disk. */
const downloadSpeed = 20_000;
const extractSpeed = 90_000;
/** Milliseconds between two reports of a layer, and a request's way there and back. */
const reportInterval = 100;
export const roundTrip = 60;
/** Bytes that are unpacked at once. */
const pieceSize = 65_536;

/** What transfers need. */
export interface TransferParts {
  readonly process: Process;
  readonly layers: LayerStore;
  readonly registry: RegistryClient;
  readonly report: Report;
  /** Waits, as transfers over the emulated internet do. */
  pause(milliseconds: number): Promise<void>;
}

const shortDigest = (digest: Digest) => digest.slice(7, 19);

/** Whether a layer comes as bytes over the network. */
const isRemote = (layer: AvailableLayer): layer is RemoteLayer => 'read' in layer;

/** Gets the layers that are not here, and unpacks each when all below it are. */
export async function transferLayers(parts: TransferParts, layers: readonly AvailableLayer[]): Promise<void> {
  const { report } = parts;
  const diffIds = layers.map((layer) => layer.diffId);
  const isHere = (index: number) => parts.layers.get(chainId(diffIds.slice(0, index + 1)) as Digest) !== undefined;
  const missing: number[] = [];
  for (const [index, layer] of layers.entries()) {
    if (isHere(index)) report({ status: 'Already exists', progressDetail: {}, id: shortDigest(layer.digest) });
    else missing.push(index);
  }
  for (const index of missing) report({ status: 'Pulling fs layer', progressDetail: {}, id: shortDigest(layers[index]?.digest ?? '') });
  for (const index of missing.slice(parallel)) report({ status: 'Waiting', progressDetail: {}, id: shortDigest(layers[index]?.digest ?? '') });
  const queue = [...missing];
  const sharing = { count: Math.min(parallel, queue.length) };
  const arrived = new Map(missing.map((index) => [index, arrival()]));
  const worker = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const layer = layers[index] as AvailableLayer;
      arrived.get(index)?.here(isRemote(layer) ? await receive(parts, layer) : await download(parts, layer, sharing));
    }
    sharing.count = Math.max(1, sharing.count - 1);
  };
  const workers = Promise.all(Array.from({ length: sharing.count }, worker));
  const extracting = (async () => {
    for (const index of missing) {
      const bytes = await arrived.get(index)?.promise;
      const layer = layers[index] as AvailableLayer;
      if (isRemote(layer)) await unpack(parts, layer, diffIds.slice(0, index), bytes ?? []);
      else await extract(parts, layer, diffIds.slice(0, index));
    }
  })();
  await Promise.all([workers, extracting]);
}

/** A promise of a layer's bytes, to be kept from outside. */
function arrival(): { promise: Promise<readonly Uint8Array[]>; here(bytes: readonly Uint8Array[]): void } {
  let here: (bytes: readonly Uint8Array[]) => void = () => undefined;
  const promise = new Promise<readonly Uint8Array[]>((resolve) => (here = resolve));
  return { promise, here };
}

async function download({ report, pause }: TransferParts, layer: PulledLayer, sharing: { readonly count: number }): Promise<readonly Uint8Array[]> {
  const id = shortDigest(layer.digest);
  await pause(roundTrip);
  for (let current = 0; current < layer.size; ) {
    await pause(reportInterval);
    current = Math.min(layer.size, current + Math.round((downloadSpeed * reportInterval) / sharing.count));
    report({ status: 'Downloading', progressDetail: { current, total: layer.size }, progress: formatProgress(current, layer.size), id });
  }
  report({ status: 'Verifying Checksum', progressDetail: {}, id });
  report({ status: 'Download complete', progressDetail: {}, id });
  return [];
}

async function extract({ layers, report, pause }: TransferParts, layer: PulledLayer, below: readonly Digest[]): Promise<void> {
  const id = shortDigest(layer.digest);
  const milliseconds = layer.unpacked / extractSpeed;
  const steps = Math.max(1, Math.ceil(milliseconds / reportInterval));
  for (let step = 1; step <= steps; step++) {
    const current = Math.round((layer.size * step) / steps);
    report({ status: 'Extracting', progressDetail: { current, total: layer.size }, progress: formatProgress(current, layer.size), id });
    await pause(milliseconds / steps);
  }
  await layers.register(below, layer.diffId, layer.entries(), layer.unpacked);
  report({ status: 'Pull complete', progressDetail: {}, id });
}

/** Receives a layer's bytes, and holds them against their digest. */
async function receive({ process, report, pause }: TransferParts, layer: RemoteLayer): Promise<readonly Uint8Array[]> {
  const id = shortDigest(layer.digest);
  await pause(0);
  const body = await speaking(async () => {
    try {
      return await layer.read();
    } catch (error) {
      report({ status: 'Downloading', progressDetail: {}, id });
      throw error;
    }
  });
  const progress = createTransferReport(process.system.clock, report, 'Downloading', id, layer.size);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) {
    pieces.push(piece);
    progress.add(piece.length);
  }
  progress.end();
  report({ status: 'Verifying Checksum', progressDetail: {}, id });
  if ((await digestOf(pieces)).digest !== layer.digest) throw new EngineError('system', `filesystem layer verification failed for digest ${layer.digest}`);
  report({ status: 'Download complete', progressDetail: {}, id });
  return pieces;
}

/** Unpacks a layer that came as bytes, gzipped or not. */
async function unpack({ process, layers, registry, report }: TransferParts, layer: RemoteLayer, below: readonly Digest[], pieces: readonly Uint8Array[]): Promise<void> {
  const id = shortDigest(layer.digest);
  const whole = () => report({ status: 'Extracting', progressDetail: { current: layer.size, total: layer.size }, progress: formatProgress(layer.size, layer.size), id });
  // What the emulated Docker Hub has too has the same files there, as descriptions that weigh nothing.
  const known = await process.until(registry.layer(layer.diffId));
  if (known) {
    whole();
    await layers.register(below, layer.diffId, known.entries(), known.unpacked);
    report({ status: 'Pull complete', progressDetail: {}, id });
    return;
  }
  const progress = createTransferReport(process.system.clock, report, 'Extracting', id, layer.size);
  const unpacked: Uint8Array[] = [];
  const [first] = pieces;
  const gunzip = first?.[0] === 0x1f && first[1] === 0x8b ? new Gunzip((piece) => void unpacked.push(piece)) : undefined;
  try {
    for (const received of pieces) {
      for (let at = 0; at < received.length; at += pieceSize) {
        const piece = received.subarray(at, at + pieceSize);
        if (gunzip) gunzip.push(piece);
        else unpacked.push(piece);
        progress.add(piece.length);
        await process.tick();
      }
    }
    gunzip?.push(new Uint8Array(0), true);
  } catch (error) {
    throw new EngineError('system', `failed to register layer: ${error instanceof Error ? error.message : ''}`);
  }
  whole();
  const diffId = await packLayer.fromTar(process, layers, below, concatenate(unpacked));
  if (diffId !== layer.diffId) throw new EngineError('system', "layers from manifest don't match image configuration");
  report({ status: 'Pull complete', progressDetail: {}, id });
}
