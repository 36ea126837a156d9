import { chainId } from '../../image/chain-id';
import type { Digest } from '../../image/types';
import type { PulledImage } from '../../../registry/types';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { contentSize } from '../../../vfs/lazy-content';
import { nextTask } from '../../../kernel/yield';
import type { FileSet } from '../context/context';
import { selectSource } from '../context/select';
import { transferSize } from '../context/transfer';
import type { ExecutorParts } from './execute';
import type { BaseImage, Operation, Vertex } from './graph';
import type { Resolved } from './solve';
import type { TracedVertex } from './trace';
import { digest } from '../../../kernel/digest';

/** Bytes a millisecond that a registry sends, and that are unpacked. */
const downloadSpeed = 20_000;
const extractSpeed = 90_000;
/** Milliseconds between two reports. */
const reportInterval = 100;

/** FROM: an image that is here, or is fetched when something needs it. */
export function loadImage(parts: ExecutorParts, vertex: Vertex, image: BaseImage, filesOf: (stack: readonly Digest[]) => FileSet): Resolved {
  const { cache, trace } = parts;
  const stack = image.config.rootfs.diff_ids;
  const id = `image-${(chainId(stack) ?? 'scratch').slice(-25)}`;
  trace.begin(vertex).complete();
  let loading: Promise<void> | undefined;
  const load = async () => {
    const known = cache.get(id);
    if (known && parts.layers.exists(stack)) {
      cache.touch(known);
      cache.busy.add(id);
      trace.cached([vertex]);
      return;
    }
    const step = trace.begin(vertex);
    if (image.remote) await fetchLayers(parts, vertex, image, image.remote);
    const size = parts.engine.images.layerStore.stack(stack).reduce((sum, layer) => sum + layer.size, 0);
    const record = cache.add({
      id,
      type: 'regular',
      description: image.remote ? `pulled from ${image.shown}` : 'from local ',
      stack,
      size: image.remote ? size : 0,
      createdAt: image.config.created ?? trace.now(),
    });
    cache.touch(record);
    cache.busy.add(id);
    step.complete();
  };
  return {
    vertex,
    id,
    stack,
    created: image.config.created,
    files: () => filesOf(stack),
    load: () => (loading ??= load()),
  };
}

async function fetchLayers(parts: ExecutorParts, vertex: Vertex, image: BaseImage, remote: PulledImage): Promise<void> {
  const { trace } = parts;
  const { process, images } = parts.engine;
  const pause = async (milliseconds: number) => {
    if (!images.instant) await process.sleep(milliseconds);
  };
  const resolving = { id: `resolve ${image.shown}`, started: trace.now() };
  trace.status(vertex, resolving);
  await pause(20);
  trace.status(vertex, { ...resolving, completed: true });
  const configStarted = trace.now();
  const configSize = remote.config.length;
  trace.status(vertex, { id: digest(remote.config), current: configSize, total: configSize, started: configStarted, completed: true });
  for (const layer of remote.layers) {
    const started = trace.now();
    for (let current = 0; current < layer.size;) {
      trace.status(vertex, { id: layer.digest, current, total: layer.size, started });
      await pause(reportInterval);
      current += images.instant ? layer.size : downloadSpeed * reportInterval;
    }
    trace.status(vertex, { id: layer.digest, current: layer.size, total: layer.size, started, completed: true });
  }
  const diffIds = remote.layers.map((layer) => layer.diffId);
  for (const [index, layer] of remote.layers.entries()) {
    const extracting = { id: `extracting ${layer.digest}`, started: trace.now() };
    trace.status(vertex, extracting);
    await pause(layer.unpacked / extractSpeed);
    await images.layerStore.register(diffIds.slice(0, index), layer.diffId, layer.entries(), layer.unpacked);
    trace.status(vertex, { ...extracting, completed: true });
  }
}

/** The client's files: only what is wanted of them is transferred, and of that only what has changed since the last time. */
export async function loadContext(parts: ExecutorParts, vertex: Vertex, operation: Extract<Operation, { kind: 'context' }>): Promise<Resolved> {
  const { trace } = parts;
  if (!parts.isArchive) {
    const chosen = wantedFiles(operation.files, parts.wanted.get(vertex.digest) ?? []);
    const step = trace.begin(vertex);
    await nextTask(); // the client is asked; what does not wait for the files goes on meanwhile
    transfer(parts, vertex, chosen, operation);
    await nextTask();
    step.complete();
  }
  return {
    vertex,
    id: `context ${vertex.digest}`,
    stack: [],
    created: undefined,
    files: () => operation.files,
    load: async () => undefined,
  };
}

/** The files that patterns mean, with the directories above them, in the order in which they are sent. */
function wantedFiles(files: FileSet, patterns: readonly string[]): [string, TarEntry][] {
  const names = new Set<string>();
  for (const pattern of patterns) {
    for (const { root, kind } of selectSource(files, pattern, { exclude: [], parents: false }) ?? []) {
      const prefix = root === '' ? '' : `${root}/`;
      if (root !== '') names.add(root);
      if (kind === 'directory') for (const name of files.keys()) if (name.startsWith(prefix)) names.add(name);
      const above = root.split('/').slice(0, -1);
      for (let depth = 1; depth <= above.length; depth++) names.add(above.slice(0, depth).join('/'));
    }
  }
  const key = (name: string) => name.replaceAll('/', '\0');
  return [...names]
    .flatMap((name): [string, TarEntry][] => (files.has(name) ? [[name, files.get(name) as TarEntry]] : []))
    .sort(([a], [b]) => (key(a) < key(b) ? -1 : 1));
}

/** Tells of a transfer, and remembers what was sent. */
export function transfer(
  parts: Pick<ExecutorParts, 'cache' | 'trace'>,
  vertex: TracedVertex,
  files: readonly (readonly [string, TarEntry])[],
  { hint, sharedKey }: { hint: string; sharedKey: string },
): void {
  const { cache, trace } = parts;
  const description = `local source for ${hint}`;
  const id = `local${[...`${hint}${sharedKey}`].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 2 ** 40, 5381).toString(36)}`
    .padEnd(25, '0')
    .slice(0, 25);
  const record = cache.get(id) ?? cache.add({ id, type: 'source.local', description, sent: {} });
  const state = (entry: TarEntry) => `${entry.kind} ${entry.mode} ${entry.content ? contentSize(entry.content) : 0} ${entry.modified}`;
  const before = sharedKey === '' ? {} : (record.sent ?? {});
  const { told, whole } = transferSize(files, (path, entry) => before[path] === state(entry));
  const status = { id: `transferring ${hint}:`, name: 'transferring', started: trace.now() };
  for (const current of [0, told]) trace.status(vertex, { ...status, current });
  trace.status(vertex, { ...status, current: whole, completed: true });
  record.sent = { ...before, ...Object.fromEntries(files.map(([path, entry]) => [path, state(entry)])) };
  record.size = files.reduce((sum, [, { content }]) => sum + (content ? contentSize(content) : 0), 0);
  cache.touch(record);
}
