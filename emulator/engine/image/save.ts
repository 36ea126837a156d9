import { gunzipSync } from 'fflate';
import { collect, encode } from '../../kernel/bytes';
import type { HttpBody } from '../../net/http/types';
import type { Process } from '../../process/types';
import type { Content } from '../../vfs/types';
import type { TarEntry } from '../../vfs/tar/tar-entry';
import { streamTarBytes, writeTar } from '../../vfs/tar/tar-writer';
import { EngineError } from '../error';
import type { LayerStore, StoredLayer } from '../storage/overlay2/layer-store';
import { packLayer } from '../storage/overlay2/pack-layer';
import { digest } from '../../kernel/digest';
import type { ImageStore } from './image-store';
import { familiarName, isTagged, parseReference, withDefaultTag } from './reference';
import type { Digest, StoredImage } from './types';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const layerType = 'application/vnd.oci.image.layer.v1.tar';
const configType = 'application/vnd.oci.image.config.v1+json';

interface Saved {
  readonly image: StoredImage;
  readonly tags: string[];
}

/** What the names of a `docker save` mean: images with the tags to be saved; a repository without a tag means all its tags. */
function chooseImages(store: ImageStore, names: readonly string[]): Saved[] {
  const saved = new Map<Digest, Saved>();
  const add = (image: StoredImage, tag?: string) => {
    const entry = saved.get(image.id) ?? { image, tags: [] };
    saved.set(image.id, entry);
    if (tag !== undefined && !entry.tags.includes(tag)) entry.tags.push(tag);
  };
  for (const name of names) {
    const byRepository = isTagged(name) ? [] : store.all().flatMap((id) => (store.get(id)?.tags ?? []).filter((tag) => sameRepository(tag, name)).map((tag) => ({ id, tag })));
    if (byRepository.length > 0) {
      for (const { id, tag } of byRepository) add(store.get(id) as StoredImage, tag);
      continue;
    }
    const image = findForSaving(store, name);
    const tag = isTagged(name) ? image.tags.find((one) => sameRepository(one, name) && one.endsWith(`:${parseReference(name).tag}`)) : undefined;
    add(image, tag);
  }
  return [...saved.values()];
}

/** As `store.find`; the complaint has the name as it was given. */
function findForSaving(store: ImageStore, name: string): StoredImage {
  try {
    return store.find(name);
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not found') throw new EngineError('not found', `No such image: ${name}`);
    throw error;
  }
}

function sameRepository(tag: string, name: string): boolean {
  try {
    return familiarName(parseReference(tag)) === familiarName(parseReference(name));
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

/** `docker save`: a tar with the OCI layout and Docker's own manifest.json and repositories, as 28.5.2 writes it. Throws before the first piece when an image is not there. */
export function saveImages(process: Process, store: ImageStore, layers: LayerStore, names: readonly string[]): HttpBody {
  const saved = chooseImages(store, names);
  return pieces(process, layers, saved);
}

async function* pieces(process: Process, layers: LayerStore, saved: readonly Saved[]): AsyncGenerator<Uint8Array> {
  const entries = new Map<string, TarEntry>();
  const modified = 0;
  const put = (name: string, content: Content | undefined, mode = 0o644) =>
    entries.set(name, { name, kind: content === undefined ? 'directory' : 'file', mode, uid: 0, gid: 0, modified, ...(content === undefined ? {} : { content }) });
  put('blobs', undefined, 0o755);
  put('blobs/sha256', undefined, 0o755);
  const blob = (id: Digest) => `blobs/sha256/${id.slice(7)}`;
  const index: object[] = [];
  const manifests: object[] = [];
  const repositories: Record<string, Record<string, string>> = {};
  const layerSizes = new Map<Digest, number>();
  for (const { image, tags } of saved) {
    const config = encode(process.files.readText(`/var/lib/docker/image/overlay2/imagedb/content/sha256/${image.id.slice(7)}`));
    put(blob(image.id), config);
    const stack = layers.stack(image.config.rootfs.diff_ids);
    const descriptors: { mediaType: string; digest: Digest; size: number }[] = [];
    for (const layer of stack) {
      if (!layerSizes.has(layer.diffId)) {
        const kept = layers.keptTar(layer);
        const whole = kept === undefined ? await packed(process, layers, layer) : gunzipSync(kept);
        layerSizes.set(layer.diffId, whole.length);
        put(blob(layer.diffId), whole);
      }
      const legacy = encode(legacyConfig(image, stack, stack.indexOf(layer)));
      put(blob(digest(legacy)), legacy);
      descriptors.push({ mediaType: layerType, digest: layer.diffId, size: layerSizes.get(layer.diffId) ?? 0 });
    }
    const manifest = JSON.stringify({ schemaVersion: 2, mediaType: manifestType, config: { mediaType: configType, digest: image.id, size: config.length }, layers: descriptors });
    const manifestDigest = digest(manifest);
    put(blob(manifestDigest), encode(manifest));
    const described = { mediaType: manifestType, digest: manifestDigest, size: encode(manifest).length };
    if (tags.length === 0) index.push(described);
    for (const tag of tags) {
      const reference = withDefaultTag(parseReference(tag));
      index.push({ ...described, annotations: { 'io.containerd.image.name': `${reference.domain}/${reference.path}:${reference.tag}`, 'org.opencontainers.image.ref.name': reference.tag } });
      repositories[familiarName(reference)] = { ...repositories[familiarName(reference)], [reference.tag ?? 'latest']: (image.config.rootfs.diff_ids.at(-1) ?? '').slice(7) };
    }
    const sources = Object.fromEntries(descriptors.map((descriptor) => [descriptor.digest, descriptor]));
    manifests.push({ Config: blob(image.id), RepoTags: tags.length > 0 ? tags : null, Layers: descriptors.map((descriptor) => blob(descriptor.digest)), LayerSources: sources });
  }
  put('index.json', encode(JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: index })));
  put('manifest.json', encode(`${JSON.stringify(manifests)}\n`));
  put('oci-layout', encode('{"imageLayoutVersion":"1.0.0"}'));
  if (Object.keys(repositories).length > 0) put('repositories', encode(`${JSON.stringify(repositories)}\n`));
  yield* streamTarBytes(writeTar([...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1))));
}

/** A layer's tar, made of its files. */
async function packed(process: Process, layers: LayerStore, layer: StoredLayer): Promise<Uint8Array> {
  return await collect(streamTarBytes(writeTar(packLayer.layerEntries(process, `${layers.directory(layer)}/diff`))));
}

/** The description of a layer in the first image format, which `docker save` still writes beside the others; only the uppermost one says more than its place. */
function legacyConfig(image: StoredImage, stack: readonly StoredLayer[], at: number): string {
  const id = (index: number) => stack[index]?.chainId.slice(7);
  const { config, created, os, architecture, author } = image.config;
  const comment = image.config.history?.at(-1)?.comment;
  const common = { id: id(at), ...(at > 0 ? { parent: id(at - 1) } : {}) };
  const blank = { Hostname: '', Domainname: '', User: '', AttachStdin: false, AttachStdout: false, AttachStderr: false, Tty: false, OpenStdin: false, StdinOnce: false, Env: null, Cmd: null, Image: '', Volumes: null, WorkingDir: '', Entrypoint: null, OnBuild: null, Labels: null };
  if (at < stack.length - 1) return JSON.stringify({ ...common, created: '1970-01-01T00:00:00Z', container_config: blank, os });
  return JSON.stringify({ ...common, comment, created, container_config: blank, author, config: { ...blank, ...config }, architecture, os });
}
