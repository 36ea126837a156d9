import { gunzipSync } from 'fflate';
import { collect } from '../../kernel/bytes';
import type { HttpBody } from '../../net/http/types';
import type { Process } from '../../process/types';
import { TarError } from '../../vfs/tar/tar-entry';
import { readTar } from '../../vfs/tar/tar-reader';
import { EngineError } from '../error';
import type { LayerStore } from '../storage/overlay2/layer-store';
import { packLayer } from '../storage/overlay2/pack-layer';
import { timestamp } from '../time';
import { applyChanges } from './apply-changes';
import type { ImageStore } from './image-store';
import { familiarString, parseReference, withDefaultTag } from './reference';
import type { Digest, ImageConfig, Report } from './types';

/** The tar in `content`, which may be gzipped. Throws `EngineError` when it is neither. */
async function readArchive(content: HttpBody): Promise<Uint8Array> {
  const bytes = await collect(content);
  try {
    const tar = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    for (const _ of readTar([tar])) continue; // looked through before anything is written
    return tar;
  } catch (error) {
    throw new EngineError('system', error instanceof TarError ? error.message : 'gzip: invalid header');
  }
}

/** `docker import`: a tar of a root file system becomes an image of one layer. */
export async function importTar(
  parts: { process: Process; store: ImageStore; layers: LayerStore; event(action: string, id: Digest, name: string): void },
  options: { source: string; repository: string; tag: string; message: string; changes: readonly string[]; platform?: string; content: HttpBody; report: Report },
): Promise<void> {
  const { store, layers } = parts;
  if (options.source !== '-') throw new EngineError('system', `Get "${/^https?:/.test(options.source) ? options.source : `http://${options.source}`}": dial tcp: lookup ${options.source.replace(/^https?:\/\//, '').split(/[/:]/)[0]} on 10.0.2.3:53: no such host`);
  const reference = options.repository === '' ? undefined : withDefaultTag(parseReference(options.tag === '' ? options.repository : `${options.repository}:${options.tag}`));
  const [os = 'linux', architecture = 'amd64', variant] = (options.platform ?? '').split('/').filter((part) => part !== '');
  const config = applyChanges({}, options.changes);
  const created = timestamp(parts.process.system.clock);
  const diffId = await packLayer.fromTar(parts.process, layers, [], await readArchive(options.content));
  const image: ImageConfig = {
    architecture,
    ...(variant === undefined ? {} : { variant }),
    comment: options.message === '' ? 'Imported from -' : options.message,
    config,
    created,
    docker_version: '28.5.2',
    history: [{ created, comment: options.message === '' ? 'Imported from -' : options.message }],
    os,
    rootfs: { type: 'layers', diff_ids: [diffId] },
  } as ImageConfig;
  const id = store.add(JSON.stringify(image), {});
  if (reference) store.name(reference, id);
  parts.event('import', id, reference ? familiarString(reference) : id);
  options.report({ status: id });
}
