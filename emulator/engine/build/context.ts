import { sha256 } from '@noble/hashes/sha2.js';
import { contentBytes, isLazy } from '../../vfs/lazy-content';
import { encode } from '../../kernel/bytes';
import type { HttpBody } from '../../net/http/types';
import { readTarStream } from '../../vfs/tar/tar-reader';
import type { TarEntry } from '../../vfs/tar/tar-entry';
import { EngineError } from '../error';

/** The files that a build may copy from, by their paths without a leading slash. */
export type BuildContext = ReadonlyMap<string, TarEntry>;

/** Reads the tar that the client sends. */
export async function readContext(body: HttpBody): Promise<BuildContext> {
  const files = new Map<string, TarEntry>();
  for await (const entry of readTarStream(body)) {
    const name = entry.name.replace(/^(\.?\/)+/, '');
    if (name !== '' && name !== '.') files.set(name, { ...entry, name });
  }
  return files;
}

function expression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/[.+^$(){}|\\]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`);
}

/** What a source of COPY means: for a directory what is in it, else the files that fit, each with its path below the destination. */
export function select(context: BuildContext, source: string): { entry: TarEntry; path: string }[] {
  const wanted = source.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  if (wanted === '' || wanted === '.') return [...context].map(([path, entry]) => ({ entry, path }));
  const roots = /[*?[]/.test(wanted) ? [...context.keys()].filter((name) => expression(wanted).test(name)) : context.has(wanted) ? [wanted] : [];
  if (roots.length === 0) throw new EngineError('system', `failed to compute cache key: failed to calculate checksum of ref: "/${wanted}": not found`);
  return roots.flatMap((root) => {
    const entry = context.get(root) as TarEntry;
    if (entry.kind !== 'directory') return [{ entry, path: root.split('/').at(-1) ?? root }];
    return [...context].filter(([name]) => name.startsWith(`${root}/`)).map(([name, one]) => ({ entry: one, path: name.slice(root.length + 1) }));
  });
}

/** A hash over files: names, kinds, modes, contents; not times. */
export function checksum(files: readonly { entry: TarEntry; path: string }[]): string {
  const hash = sha256.create();
  for (const { entry, path } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(encode(`${path}\0${entry.kind}\0${entry.mode}\0${entry.linkName ?? ''}\0`));
    if (!entry.content) continue;
    if (isLazy(entry.content)) hash.update(encode(`${entry.content.size} ${entry.content.seed}`)).update(entry.content.head);
    else hash.update(contentBytes(entry.content));
  }
  return Array.from(hash.digest().subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
