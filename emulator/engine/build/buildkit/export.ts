import type { BuildOutput } from '../../../api/router/build/backend';
import type { BuildOutputPiece } from '../../../api/types/build';
import type { Report } from '../../../api/router/progress';
import { contentSize } from '../../../vfs/lazy-content';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { streamTarBytes, writeTar } from '../../../vfs/tar/tar-writer';
import type { Content } from '../../../vfs/types';
import { base64, base64Text } from '../base64';
import { hashText } from '../context/checksum';
import type { FileSet } from '../context/context';
import { digest } from '../../../kernel/digest';
import { familiarString, parseReference, withDefaultTag } from '../../image/reference';
import type { Digest, ImageConfig } from '../../image/types';
import type { EngineParts } from '../../parts';
import type { Trace, TracedVertex } from './trace';

/** What is exported. */
export interface ExportRequest {
  readonly config: ImageConfig;
  readonly tags: readonly string[];
  readonly session: string;
  /** It has no layers. */
  readonly isEmpty: boolean;
  /** The image is to carry what others may take their cache from. */
  readonly inlineCache: boolean;
}

const vertexOf = (name: string, session: string): TracedVertex => ({ digest: `sha256:${hashText(`${name} ${session}`)}`, name, inputs: [] });

/** Puts the image into the engine's store, under its names. */
export function exportImage({ images, bus }: EngineParts, trace: Trace, { config, tags, session, isEmpty, inlineCache }: ExportRequest): Digest {
  const vertex = vertexOf('exporting to image', session);
  const step = trace.begin(vertex);
  const during = <T>(id: string, work: () => T): T => {
    const status = { id, started: trace.now() };
    trace.status(vertex, status);
    const result = work();
    trace.status(vertex, { ...status, completed: true });
    return result;
  };
  if (!isEmpty) during('exporting layers', () => undefined);
  if (inlineCache) during('preparing layers for inline cache', () => undefined);
  const image: ImageConfig = inlineCache
    ? {
        ...config,
        'moby.buildkit.cache.v0': base64Text(JSON.stringify({ layers: config.rootfs.diff_ids.map((blob, parent) => ({ blob, parent: parent - 1 })) })),
      }
    : config;
  const id = digest(JSON.stringify(image));
  during(`writing image ${id}`, () => images.images.add(image, {}));
  for (const tag of tags) {
    const reference = withDefaultTag(parseReference(tag));
    const full = `${reference.domain}/${reference.path}${reference.tag === undefined || !hasTag(tag) ? '' : `:${reference.tag}`}`;
    during(`naming to ${full}`, () => images.store.name(reference, id));
    bus.publish('image', 'tag', id, { name: familiarString(reference) });
  }
  step.complete();
  return id;
}

const hasTag = (text: string) => text.lastIndexOf(':') > text.lastIndexOf('/');

/** The files, those that share one content (which is what is left of hard links in a set of files) as links to the first of them. */
function* withHardLinks(files: FileSet): Generator<TarEntry> {
  const first = new Map<Content, TarEntry>();
  for (const entry of files.values()) {
    const { content } = entry;
    const other = content && contentSize(content) > 0 ? first.get(content) : undefined;
    if (other && other.mode === entry.mode && other.uid === entry.uid && other.gid === entry.gid && other.modified === entry.modified) {
      yield { ...entry, kind: 'hardlink', linkName: other.name, content: undefined };
      continue;
    }
    if (content) first.set(content, entry);
    yield entry;
  }
}

/** Sends the result's files to the client, for `--output type=local` and `type=tar`. */
export async function exportFiles(trace: Trace, report: Report, files: FileSet, output: BuildOutput, index: number, session: string): Promise<void> {
  const isLocal = output.type === 'local';
  const vertex = vertexOf(isLocal ? 'exporting to client directory' : 'exporting to client tarball', session);
  const step = trace.begin(vertex);
  const status = { id: isLocal ? 'copying files' : 'sending tarball', ...(isLocal ? { name: 'transferring' } : {}), started: trace.now() };
  trace.status(vertex, status);
  let current = 0;
  const send = (piece: BuildOutputPiece) => report({ id: 'drydock.build.output', aux: piece });
  for await (const bytes of streamTarBytes(writeTar(withHardLinks(files)))) {
    current += bytes.length;
    send({ output: index, data: base64(bytes) });
  }
  send({ output: index, data: '', last: true });
  trace.status(vertex, { ...status, ...(isLocal ? { current } : {}), completed: true });
  step.complete();
}
