import { decode, noBytes } from '../../kernel/bytes';
import type { HttpBody } from '../../net/http/types';
import { contentBytes } from '../../vfs/lazy-content';
import { readTarStream } from '../../vfs/tar/tar-reader';
import { TarError, type TarEntry } from '../../vfs/tar/tar-entry';
import { EngineError } from '../error';
import type { Process } from '../../process/types';
import type { LayerStore } from '../storage/overlay2/layer-store';
import { packLayer } from '../storage/overlay2/pack-layer';
import { digestOf } from '../../kernel/digest';
import type { ImageStore } from './image-store';
import { formatProgress } from './progress-bar';
import { parseReference } from './reference';
import type { Digest, ImageConfig, Report } from './types';

interface ManifestItem {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
}

/** `docker load`: takes what `docker save` (this one's or a real one's, old layout or OCI) wrote. */
export async function loadImages(parts: { process: Process; store: ImageStore; layers: LayerStore; event(action: string, id: Digest, name: string): void }, content: HttpBody, { quiet, report }: { quiet: boolean; report: Report }): Promise<void> {
  const { process, store, layers } = parts;
  const files = await readArchive(content);
  const manifest = files.get('manifest.json');
  if (!manifest) throw new EngineError('system', `open ${temporaryDirectory(process)}/repositories: no such file or directory`);
  for (const item of JSON.parse(decode(manifest)) as ManifestItem[]) {
    const config = decode(need(files, item.Config));
    const image = JSON.parse(config) as ImageConfig;
    const { diff_ids: diffIds } = image.rootfs;
    if (diffIds.length !== item.Layers.length) throw new EngineError('system', `invalid manifest, layers length mismatch: expected ${item.Layers.length}, got ${diffIds.length}`);
    for (const [index, path] of item.Layers.entries()) {
      const expected = diffIds[index] as Digest;
      const bytes = need(files, path);
      const { digest } = await digestOf([bytes]);
      if (digest !== expected) throw new EngineError('system', `invalid diffID for layer ${index}: expected "${expected}", got "${digest}"`);
      if (!quiet) report({ status: 'Loading layer', progressDetail: { current: bytes.length, total: bytes.length }, progress: formatProgress(bytes.length, bytes.length), id: expected.slice(7, 19) });
      await packLayer.fromTar(process, layers, diffIds.slice(0, index), bytes);
    }
    const id = store.add(config, {});
    parts.event('load', id, id);
    for (const tag of item.RepoTags ?? []) {
      const reference = parseReference(tag);
      const before = store.named(reference);
      if (before !== undefined && before !== id) report({ stream: `The image ${tag} already exists, renaming the old one with ID ${before} to empty string\n` });
      store.name(reference, id);
      report({ stream: `Loaded image: ${tag}\n` });
    }
    if ((item.RepoTags ?? []).length === 0) report({ stream: `Loaded image ID: ${id}\n` });
  }
}

/** Where the real daemon unpacks what it loads; it shows in its complaints. */
function temporaryDirectory(process: Process): string {
  return `/var/lib/docker/tmp/docker-import-${process.system.random.integer(1_000_000_000)}`;
}

function need(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const bytes = files.get(path);
  if (!bytes) throw new EngineError('system', `open /var/lib/docker/tmp/docker-import-1/${path}: no such file or directory`);
  return bytes;
}

/** The files of the archive by name; links between them (old layouts) followed. */
async function readArchive(content: HttpBody): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const links: TarEntry[] = [];
  try {
    for await (const entry of readTarStream(content)) {
      if (entry.kind === 'file') files.set(entry.name, entry.content ? contentBytes(entry.content) : noBytes);
      else if (entry.kind === 'symlink' || entry.kind === 'hardlink') links.push(entry);
    }
  } catch (error) {
    if (error instanceof TarError) throw new EngineError('system', error.message);
    throw error;
  }
  for (const link of links) {
    const base = link.kind === 'symlink' ? link.name.split('/').slice(0, -1) : [];
    const parts: string[] = [];
    for (const part of [...base, ...(link.linkName ?? '').split('/')]) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    const target = files.get(parts.join('/'));
    if (target) files.set(link.name, target);
  }
  return files;
}
