import { gunzipSync } from 'fflate';
import { contentBytes } from '../../../vfs/lazy-content';
import { readTar } from '../../../vfs/tar/tar-reader';
import { TarError, type TarEntry } from '../../../vfs/tar/tar-entry';
import type { Content } from '../../../vfs/types';

/** The members of a tar archive, plain or gzipped, that ADD unpacks; undefined for any other file. */
export function archiveMembers(content: Content | undefined): TarEntry[] | undefined {
  if (!content) return undefined;
  const bytes = contentBytes(content);
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [...readTar([gunzipSync(bytes)])];
    if (bytes.length < 512 || !isTarHeader(bytes)) return undefined;
    return [...readTar([bytes])];
  } catch (error) {
    if (error instanceof TarError || error instanceof Error) return undefined; // gzipped, but no archive
    throw error;
  }
}

function isTarHeader(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(257, 262)) === 'ustar';
}
