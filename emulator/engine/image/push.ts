import { Gzip } from 'fflate';
import type { AuthConfig } from '../../api/types/authentication';
import { sha256 } from '@noble/hashes/sha2.js';
import type { HttpBody } from '../../net/http/types';
import type { Process } from '../../process/types';
import { formatManifest, type RemoteRepository } from '../../registry/remote/registry';
import { streamTarBytes, writeTar } from '../../vfs/tar/tar-writer';
import { EngineError } from '../error';
import type { LayerStore, StoredLayer } from '../storage/overlay2/layer-store';
import { packLayer } from '../storage/overlay2/pack-layer';
import type { ImageStore } from './image-store';
import { createTransferReport } from './progress-bar';
import { createLayerSources, mountCandidates, type LayerSources } from './push-metadata';
import { familiarName, familiarString, parseReference, type Reference } from './reference';
import { openRepository, speaking } from './remote';
import type { Digest, Report } from './types';

/** Layers that go up at once, as dockerd's default, and other repositories that are asked for one. */
const parallel = 5;
const mountAttempts = 3;
/** How hard layers are compressed. */
const level = 1;

/** What pushing needs. */
export interface PushParts {
  readonly process: Process;
  readonly store: ImageStore;
  readonly layers: LayerStore;
  /** Tells of the event `push`. */
  event(reference: string, repository: string): void;
}

interface PushOptions {
  /** The image has to be for it: `linux/amd64`. */
  readonly platform?: string;
  readonly authentication?: AuthConfig;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** A compressed layer on the registry. */
interface Pushed {
  readonly digest: Digest;
  readonly size: number;
}

/** `docker push`: sends what the registry lacks of a tag, or (without one) of all tags of a repository. */
export async function pushImage(parts: PushParts, text: string, options: PushOptions): Promise<void> {
  const reference = parseReference(text);
  const { report, platform } = options;
  if (platform !== undefined) checkPlatform(parts.store, reference, platform);
  report({ status: `The push refers to repository [${reference.domain}/${reference.path}]` });
  const all = parts.store.all().flatMap((id) => parts.store.references(id));
  const own = all.filter((one) => one.digest === undefined && one.domain === reference.domain && one.path === reference.path).sort((a, b) => ((a.tag ?? '') < (b.tag ?? '') ? -1 : 1));
  if (own.length === 0) throw new EngineError('not found', `An image does not exist locally with the tag: ${familiarName(reference)}`);
  const chosen = reference.tag === undefined ? own : own.filter((one) => one.tag === reference.tag);
  if (chosen.length === 0) throw new EngineError('not found', `tag does not exist: ${familiarString(reference)}`);
  const push = new Push(parts, reference, options);
  for (const one of chosen) await push.tag(one);
}

function checkPlatform(store: ImageStore, reference: Reference, platform: string): void {
  const { os, architecture } = store.find(familiarString(reference)).config;
  if (`${os}/${architecture}` === platform.split('/').slice(0, 2).join('/')) return;
  throw new EngineError('not found', `image with reference ${familiarString(reference)} was found but its platform (${os}/${architecture}) does not match the specified platform (${platform})`);
}

/** One push to one repository. */
class Push {
  private readonly sources: LayerSources;
  private readonly repository: RemoteRepository;
  private readonly greet: () => Promise<void>;

  constructor(
    private readonly parts: PushParts,
    private readonly reference: Reference,
    private readonly options: PushOptions,
  ) {
    this.sources = createLayerSources(parts.process);
    const { connection, repository } = openRepository(parts.process, reference, options.authentication);
    this.repository = repository;
    this.greet = () => connection.greet();
  }

  async tag(reference: Reference): Promise<void> {
    const { store, layers, process } = this.parts;
    const { report } = this.options;
    const image = store.get(store.named(reference) ?? '');
    if (!image) throw new EngineError('not found', `tag does not exist: ${familiarString(reference)}`);
    const isHub = reference.domain === 'docker.io';
    if (!isHub) await this.speak(this.greet);
    const stack = layers.stack(image.config.rootfs.diff_ids);
    const waiting = [...stack].reverse();
    for (const layer of waiting) report({ status: 'Preparing', progressDetail: {}, id: shortId(layer) });
    // Nobody has an account on the emulated Docker Hub.
    if (isHub) throw new EngineError('forbidden', 'denied: requested access to the resource is denied');
    for (const layer of waiting.slice(parallel)) report({ status: 'Waiting', progressDetail: {}, id: shortId(layer) });
    const pushed = new Map<string, Pushed>();
    const worker = async () => {
      for (let layer = waiting.shift(); layer; layer = waiting.shift()) pushed.set(layer.chainId, await this.layer(layer));
    };
    await this.speak(() => Promise.all(Array.from({ length: parallel }, worker)));
    const config = process.files.readFile(`/var/lib/docker/image/overlay2/imagedb/content/sha256/${image.id.slice(7)}`);
    const manifest = formatManifest({ digest: image.id, size: config.length }, stack.map((layer) => pushed.get(layer.chainId) as Pushed));
    const tag = reference.tag ?? 'latest';
    const digest = await this.speak(async () => {
      if ((await this.repository.blobSize(image.id)) === undefined) await this.repository.upload(await this.repository.beginUpload(), piecesOf(config), () => image.id);
      return await this.repository.putManifest(tag, manifest);
    });
    store.name({ ...reference, tag: undefined, digest }, image.id);
    report({ status: `${tag}: digest: ${digest} size: ${manifest.length}` });
    report({ progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: manifest.length } });
    this.parts.event(familiarString(reference), familiarName(reference));
  }

  /** Without credentials a push says only that; pulls also say for which URL. */
  private async speak<T>(work: () => Promise<T>): Promise<T> {
    return await speaking(work, (error) => (error.code === 'no basic auth credentials' ? new EngineError('unauthorized', error.code) : undefined));
  }

  private async layer(layer: StoredLayer): Promise<Pushed> {
    const { domain, path } = this.reference;
    const id = shortId(layer);
    const told = (status: string) => this.options.report({ status, progressDetail: {}, id });
    if (this.options.signal.aborted) throw new EngineError('system', 'context canceled');
    const known = this.sources.of(layer.diffId);
    const here = known.filter((source) => source.SourceRepository === `${domain}/${path}`).at(-1);
    const done = (pushed: Pushed, status: string) => {
      this.sources.add(layer.diffId, pushed.digest, `${domain}/${path}`);
      told(status);
      return pushed;
    };
    if (here) {
      const size = await this.repository.blobSize(here.Digest);
      if (size !== undefined) {
        told('Layer already exists');
        return { digest: here.Digest, size };
      }
      this.sources.remove(layer.diffId, here);
    }
    let location: string | undefined;
    for (const source of mountCandidates(known, domain, path).slice(0, mountAttempts)) {
      const from = source.SourceRepository.slice(domain.length + 1);
      const mounted = await this.repository.mount(source.Digest, from);
      if (mounted === true) return done({ digest: source.Digest, size: (await this.repository.blobSize(source.Digest)) ?? 0 }, `Mounted from ${from}`);
      if (location !== undefined) await this.repository.cancelUpload(location);
      location = mounted;
      this.sources.remove(layer.diffId, source);
    }
    return done(await this.upload(layer, location ?? (await this.repository.beginUpload())), 'Pushed');
  }

  private async upload(layer: StoredLayer, location: string): Promise<Pushed> {
    const { process, layers } = this.parts;
    const report = createTransferReport(process.system.clock, this.options.report, 'Pushing', shortId(layer), layer.size);
    const hash = sha256.create();
    let size = 0;
    const kept = layers.keptTar(layer);
    const tar = kept ? piecesOf(kept) : streamTarBytes(writeTar(packLayer.layerEntries(process, `${layers.directory(layer)}/diff`)));
    const pieces = async function* () {
      for await (const piece of compress(process, tar, report.add)) {
        hash.update(piece);
        size += piece.length;
        yield piece;
      }
      report.end();
    };
    const digest = () => `sha256:${Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    let found: Digest = '';
    await this.repository.upload(location, pieces(), () => (found = digest()));
    return { digest: found, size };
  }
}

const shortId = (layer: StoredLayer) => layer.diffId.slice(7, 19);

/** Bytes in pieces of 64 KB. */
async function* piecesOf(bytes: Uint8Array): HttpBody {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** A tar gzipped as it goes. The bytes depend on nothing but the tar, so that digests stay. */
async function* compress(process: Process, tar: HttpBody, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const gzip = new Gzip({ level, mtime: 0 }, (piece) => void (piece.length > 0 && ready.push(piece)));
  for await (const whole of tar) {
    for await (const piece of piecesOf(whole)) {
      gzip.push(piece);
      count(piece.length);
      yield* ready.splice(0);
      await process.tick();
    }
  }
  gzip.push(new Uint8Array(0), true);
  yield* ready;
}
