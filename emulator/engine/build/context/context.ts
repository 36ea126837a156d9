import { reservedDirectory } from '../../../api/router/build/backend';
import { decode } from '../../../kernel/bytes';
import type { HttpBody } from '../../../net/http/types';
import { readTarStream } from '../../../vfs/tar/tar-reader';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { contentBytes } from '../../../vfs/lazy-content';
import type { Content } from '../../../vfs/types';
import { uncompressed } from './uncompress';

/** Files that a build may copy from, by their paths without a leading slash, parents before what is in them. */
export type FileSet = ReadonlyMap<string, TarEntry>;

/** A text file that came apart from the context. */
export interface SentText {
  readonly text: string;
  readonly entry: TarEntry;
}

/** What a client sent. */
export interface SentContext {
  readonly files: FileSet;
  /** Sent apart, not to be looked up in `files`. */
  readonly dockerfile: SentText | undefined;
  readonly ignoreFile: SentText | undefined;
  readonly secrets: ReadonlyMap<string, Content>;
  readonly named: ReadonlyMap<string, FileSet>;
  /** Members of the tar in all: none means that an empty body came. */
  readonly members: number;
}

/** A member's path without what leads nowhere. */
function cleanName(name: string): string {
  return name
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Members by name; directories that the tar does not mention are added. */
function fileSet(entries: readonly TarEntry[]): FileSet {
  const files = new Map<string, TarEntry>();
  for (const entry of entries) {
    const parts = entry.name.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const name = parts.slice(0, depth).join('/');
      if (!files.has(name)) files.set(name, { name, kind: 'directory', mode: 0o755, uid: 0, gid: 0, modified: entry.modified });
    }
    files.set(entry.name, entry);
  }
  return files;
}

const textOf = (entry: TarEntry | undefined): string | undefined =>
  entry === undefined ? undefined : entry.content ? decode(contentBytes(entry.content)) : '';

const sentText = (entry: TarEntry | undefined): SentText | undefined => (entry ? { text: textOf(entry) ?? '', entry } : undefined);

/** Reads the tar that the client sends; see {@link reservedDirectory} for what is in it besides the context. Throws `TarError`. */
export async function readContext(body: HttpBody): Promise<SentContext> {
  const ordinary: TarEntry[] = [];
  const reserved = new Map<string, TarEntry>();
  let members = 0;
  for await (const entry of readTarStream(uncompressed(body))) {
    members++;
    const name = cleanName(entry.name);
    if (name === '' || name.split('/').includes('..')) continue;
    const cleaned = { ...entry, name, ...(entry.kind === 'hardlink' ? { linkName: cleanName(entry.linkName ?? '') } : {}) };
    if (name === reservedDirectory || name.startsWith(`${reservedDirectory}/`)) reserved.set(name.slice(reservedDirectory.length + 1), cleaned);
    else ordinary.push(cleaned);
  }
  const secrets = new Map<string, Content>();
  const named = new Map<string, TarEntry[]>();
  for (const [name, entry] of reserved) {
    const [kind, first, ...rest] = name.split('/');
    if (kind === 'secrets' && first !== undefined && entry.kind === 'file') secrets.set(name.slice('secrets/'.length), entry.content ?? new Uint8Array());
    if (kind === 'contexts' && first !== undefined) {
      const list = named.get(first) ?? [];
      named.set(first, list);
      if (rest.length > 0) list.push({ ...entry, name: rest.join('/') });
    }
  }
  return {
    files: fileSet(withoutHardLinks(ordinary)),
    dockerfile: sentText(reserved.get('dockerfile')),
    ignoreFile: sentText(reserved.get('dockerignore')),
    secrets,
    named: new Map([...named].map(([name, entries]) => [name, fileSet(withoutHardLinks(entries))])),
    members,
  };
}

/** Hard links as files of their own, so that each can be copied without the other. */
function withoutHardLinks(entries: readonly TarEntry[]): TarEntry[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return entries.map((entry) => {
    if (entry.kind !== 'hardlink') return entry;
    const first = byName.get(entry.linkName ?? '');
    return { ...entry, kind: 'file' as const, linkName: undefined, content: first?.content };
  });
}

/** The text of a file of the context; undefined when it is not there. Symbolic links within the context are followed. */
export function readFile(files: FileSet, path: string): string | undefined {
  let name = cleanName(path);
  for (let hops = 0; hops < 40; hops++) {
    const entry = files.get(name);
    if (entry?.kind !== 'symlink') return entry?.kind === 'file' ? textOf(entry) : undefined;
    const target = entry.linkName ?? '';
    name = target.startsWith('/') ? cleanName(target) : cleanName(`${name.split('/').slice(0, -1).join('/')}/${target}`);
  }
  return undefined;
}
