import type { Clock } from '../../kernel/clock';
import type { PulledImage, PulledLayer, RegistryClient } from '../../registry/types';
import { EngineError } from '../error';
import type { LayerStore } from '../storage/overlay2/layer-store';
import { chainId } from './chain-id';
import type { ImageStore } from './image-store';
import { formatProgress } from './progress-bar';
import { familiarName, familiarString, parseReference, withDefaultTag, type Reference } from './reference';
import type { Digest, Report } from './types';

/** Layers that come down at once, as dockerd's default. */
const parallel = 3;
/** Bytes a millisecond: a good line at home (about 20 MB/s in all), and a disk. */
const downloadSpeed = 20_000;
const extractSpeed = 90_000;
/** Milliseconds between two reports of a layer, and a request's way there and back. */
const reportInterval = 100;
const roundTrip = 60;

/** What pulling needs. */
export interface PullParts {
  readonly store: ImageStore;
  readonly layers: LayerStore;
  readonly registry: RegistryClient;
  readonly clock: Clock;
  /** Transfers take no time. */
  readonly instant: boolean;
  /** Waits; rejects with the daemon's end. */
  sleep(milliseconds: number): Promise<void>;
  /** Tells of the event `pull`. */
  event(reference: string): void;
}

const shortDigest = (digest: Digest) => digest.slice(7, 19);

/** `docker pull`: gets what is not there, telling what happens as the real engine does. Cancelled by `signal`, it leaves whole layers and no name. */
export async function pullImage(parts: PullParts, text: string, options: { platform?: string; report: Report; signal: AbortSignal }): Promise<void> {
  const reference = withDefaultTag(parseReference(text));
  const wanted = reference.digest ?? reference.tag ?? 'latest';
  const image = await findImage(parts, reference, wanted, options.platform);
  const { report } = options;
  report({ status: `Pulling from ${familiarPath(reference)}`, id: wanted });
  const pause = async (milliseconds: number) => {
    if (!parts.instant) await parts.sleep(milliseconds);
    if (options.signal.aborted) throw new EngineError('system', 'context canceled');
  };
  await transfer(parts, image, report, pause);
  const id = parts.store.add(image.config, {});
  const before = parts.store.named(reference);
  const digestReference: Reference = { ...reference, tag: undefined, digest: image.digest };
  if (reference.digest === undefined) parts.store.name(reference, id);
  parts.store.name(digestReference, id);
  const shown = familiarString(reference);
  report({ status: `Digest: ${image.digest}` });
  report({ status: before === id ? `Status: Image is up to date for ${shown}` : `Status: Downloaded newer image for ${shown}` });
  parts.event(shown);
}

/** The repository as progress lines have it: without the host of Docker Hub, with `library/`. */
function familiarPath(reference: Reference): string {
  return reference.path;
}

async function findImage(parts: PullParts, reference: Reference, wanted: string, platform: string | undefined): Promise<PulledImage> {
  if (reference.domain !== 'docker.io') {
    throw new EngineError('system', `Get "https://${reference.domain}/v2/": dial tcp: lookup ${reference.domain.replace(/:\d+$/, '')} on 10.0.2.3:53: no such host`);
  }
  if (!parts.instant) await parts.sleep(roundTrip * 3); // a token, the list, the manifest
  const found = await parts.registry.find(reference.path, wanted, platform);
  const name = familiarName(reference);
  switch (found) {
    case 'denied':
      throw new EngineError('not found', `pull access denied for ${name}, repository does not exist or may require 'docker login'`);
    case 'unknown':
      throw new EngineError('not found', `manifest for ${familiarString(reference)} not found: manifest unknown: manifest unknown`);
    case 'platform':
      throw new EngineError('not found', `no matching manifest for ${platform} in the manifest list entries: no match for platform in manifest: not found`);
    default:
      return found;
  }
}

async function transfer(parts: PullParts, image: PulledImage, report: Report, pause: (milliseconds: number) => Promise<void>): Promise<void> {
  const { layers } = image;
  const diffIds = layers.map((layer) => layer.diffId);
  const isHere = (index: number) => parts.layers.get(chainId(diffIds.slice(0, index + 1)) as Digest) !== undefined;
  const missing: number[] = [];
  for (const [index, layer] of layers.entries()) {
    if (isHere(index)) report({ status: 'Already exists', progressDetail: {}, id: shortDigest(layer.digest) });
    else missing.push(index);
  }
  for (const index of missing) report({ status: 'Pulling fs layer', progressDetail: {}, id: shortDigest(layers[index]?.digest ?? '') });
  for (const index of missing.slice(parallel)) report({ status: 'Waiting', progressDetail: {}, id: shortDigest(layers[index]?.digest ?? '') });
  const done = new Map<number, Promise<void>>();
  const queue = [...missing];
  let sharing = Math.min(parallel, queue.length);
  const worker = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const work = download(layers[index] as PulledLayer, report, pause, () => sharing);
      done.set(index, work);
      started.get(index)?.(work);
      await work;
    }
    sharing = Math.max(1, sharing - 1);
  };
  // A layer is unpacked when it is there and all below it are.
  const started = new Map<number, (work: Promise<void>) => void>();
  const begun = new Map(missing.map((index) => [index, new Promise<Promise<void>>((resolve) => started.set(index, (work) => resolve(Promise.resolve(work))))]));
  const workers = Promise.all(Array.from({ length: sharing }, worker));
  const extracting = (async () => {
    for (const index of missing) {
      await begun.get(index);
      await done.get(index);
      await extract(parts, layers[index] as PulledLayer, diffIds.slice(0, index), report, pause);
    }
  })();
  await Promise.all([workers, extracting]);
}

async function download(layer: PulledLayer, report: Report, pause: (milliseconds: number) => Promise<void>, sharing: () => number): Promise<void> {
  const id = shortDigest(layer.digest);
  await pause(roundTrip);
  for (let current = 0; current < layer.size; ) {
    await pause(reportInterval);
    current = Math.min(layer.size, current + Math.round((downloadSpeed * reportInterval) / sharing()));
    report({ status: 'Downloading', progressDetail: { current, total: layer.size }, progress: formatProgress(current, layer.size), id });
  }
  report({ status: 'Verifying Checksum', progressDetail: {}, id });
  report({ status: 'Download complete', progressDetail: {}, id });
}

async function extract(parts: PullParts, layer: PulledLayer, below: readonly Digest[], report: Report, pause: (milliseconds: number) => Promise<void>): Promise<void> {
  const id = shortDigest(layer.digest);
  const milliseconds = layer.unpacked / extractSpeed;
  const steps = Math.max(1, Math.ceil(milliseconds / reportInterval));
  for (let step = 1; step <= steps; step++) {
    const current = Math.round((layer.size * step) / steps);
    report({ status: 'Extracting', progressDetail: { current, total: layer.size }, progress: formatProgress(current, layer.size), id });
    await pause(milliseconds / steps);
  }
  await parts.layers.register(below, layer.diffId, layer.entries(), layer.unpacked);
  report({ status: 'Pull complete', progressDetail: {}, id });
}
