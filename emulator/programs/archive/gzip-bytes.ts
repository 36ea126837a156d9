import { gunzipSync, gzipSync } from 'fflate';
import type { Process } from '../../process/types';

/** Whether bytes begin as a gzip file does. */
export function looksCompressed(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** gzip's form of `bytes`, with `level` 1 to 9. */
export async function compress(process: Process, bytes: Uint8Array, level: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 = 6): Promise<Uint8Array> {
  await process.tick();
  return gzipSync(bytes, { level, mtime: 0 });
}

/** The bytes in a gzip file (several members one after another included). Throws an Error when it is damaged. */
export async function decompress(process: Process, bytes: Uint8Array): Promise<Uint8Array> {
  await process.tick();
  return gunzipSync(bytes);
}
