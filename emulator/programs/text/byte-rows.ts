import { concatenate, noBytes } from '../../kernel/bytes';
import type { Process } from '../../process/types';

/** A number in hexadecimal, of at least `width` digits. */
export const hexadecimal = (value: number, width = 2) => value.toString(16).padStart(width, '0');

/** What a byte looks like at the side of a dump. */
export const visibleByte = (byte: number) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.');

/** All bytes of a file (`-`: standard input), at most `limit`. Throws what opening throws. */
export async function collectBytes(process: Process, path: string, limit = Infinity): Promise<Uint8Array> {
  const descriptor = path === '-' ? 0 : await process.open(path, { read: true });
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    while (size < limit) {
      const bytes = await process.read(descriptor);
      if (bytes.length === 0) break;
      parts.push(bytes);
      size += bytes.length;
    }
  } finally {
    if (descriptor !== 0) process.close(descriptor);
  }
  return parts.length === 0 ? noBytes : concatenate(parts).subarray(0, limit === Infinity ? undefined : limit);
}

/** Rows of `width` bytes, repeated ones as `*`, with `line` making each. */
export function byteRows(bytes: Uint8Array, start: number, squeeze: boolean, width: number, line: (row: Uint8Array, offset: number) => string): string {
  const out: string[] = [];
  let before = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += width) {
    const row = bytes.subarray(at, at + width);
    const key = row.join();
    if (squeeze && key === before && row.length === width) {
      if (!starred) out.push('*\n');
      starred = true;
      continue;
    }
    starred = false;
    before = key;
    out.push(line(row, start + at));
  }
  return out.join('');
}
