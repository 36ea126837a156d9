import { sha256 } from '@noble/hashes/sha2.js';
import { encode } from '../../../kernel/bytes';
import { contentBytes, isLazy } from '../../../vfs/lazy-content';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { sliceIsOver, yieldThread } from '../../../kernel/yield';

/** Hexadecimal digits of a hash. */
export function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** sha256 of text, in hexadecimal digits. */
export function hashText(text: string): string {
  return hexadecimal(sha256(encode(text)));
}

/**
 * What the builders compare files by: names, kinds, modes, owners, targets of links and contents, but not times. Content that is still a recipe is
 * hashed as the recipe.
 */
export async function checksum(files: readonly { readonly entry: TarEntry; readonly path: string }[]): Promise<string> {
  const hash = sha256.create();
  for (const { entry, path } of [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    hash.update(encode(`${path}\0${entry.kind}\0${entry.mode}\0${entry.uid}:${entry.gid}\0${entry.linkName ?? ''}\0`));
    const { content } = entry;
    if (content && isLazy(content)) hash.update(encode(`recipe ${content.size} ${content.seed} ${content.density}\0`)).update(content.head);
    else if (content) hash.update(contentBytes(content));
    if (sliceIsOver()) await yieldThread();
  }
  return hexadecimal(hash.digest());
}
