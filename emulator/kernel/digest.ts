import { sha256 } from '@noble/hashes/sha2.js';
import { encode } from './bytes';
import { sliceIsOver, yieldThread } from './yield';

/** `sha256:` and the hash of text (as UTF-8) or bytes. For much more than a few kilobytes use {@link digestOf}. */
export function digest(data: string | Uint8Array): string {
  return `sha256:${hex(sha256(typeof data === 'string' ? encode(data) : data))}`;
}

/** The digest of bytes in pieces, letting others run in between, and how many there were. */
export async function digestOf(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<{ digest: string; size: number }> {
  const hash = sha256.create();
  let size = 0;
  for await (const piece of pieces) {
    // Hashing runs at about 150 MB/s: half a megabyte at once stays within a time slice.
    for (let at = 0; at < piece.length; at += 524_288) {
      hash.update(piece.subarray(at, at + 524_288));
      if (sliceIsOver()) await yieldThread();
    }
    size += piece.length;
  }
  return { digest: `sha256:${hex(hash.digest())}`, size };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
