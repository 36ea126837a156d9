/** Text to UTF-8 and back, and the few joins that everyone needs. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** No bytes: the end of a file, a stream or a connection. */
export const noBytes = new Uint8Array(0);

/** The UTF-8 bytes of `text`. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of UTF-8 `bytes`; what is not UTF-8 becomes U+FFFD. For a stream use a `TextDecoder` with `stream: true`. */
export function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** One array with all of `parts` after one another. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** All the pieces of a stream as one. A copy is made of each, since whoever sends them may use their memory again. */
export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece.slice());
  return concatenate(parts);
}
