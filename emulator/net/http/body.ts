import { encode } from '../../kernel/bytes';
import type { BufferedStream } from './buffered-stream';
import type { DuplexStream, HttpBody, HttpHeaders } from './types';

/** The peer broke the rules of the protocol, or went away in the middle of a message. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
}

/** How long a message's body is: a count, in chunks, or up to the end of the connection. */
export type Framing = { readonly kind: 'length'; readonly length: number } | { readonly kind: 'chunked' } | { readonly kind: 'close' };

/** The framing that headers declare; `otherwise` when they say nothing. Throws {@link HttpError} for nonsense. */
export function readFraming(headers: HttpHeaders, otherwise: Framing): Framing {
  const encoding = headers.get('transfer-encoding');
  if (encoding !== undefined) {
    if (encoding.toLowerCase() !== 'chunked') throw new HttpError('Unsupported transfer encoding');
    return { kind: 'chunked' };
  }
  const length = headers.get('content-length');
  if (length === undefined) return otherwise;
  if (!/^\d+$/.test(length)) throw new HttpError('Bad Content-Length');
  return { kind: 'length', length: Number(length) };
}

/** A body as it comes in over `stream`. `ended` is called once when its last byte was read. */
export async function* readBody(stream: BufferedStream, framing: Framing, ended: () => void): AsyncGenerator<Uint8Array> {
  switch (framing.kind) {
    case 'length':
      yield* readCount(stream, framing.length);
      break;
    case 'chunked':
      for (;;) {
        const line = await stream.readLine(1024);
        const size = /^([0-9a-fA-F]+)\s*(;.*)?$/.exec(line ?? '')?.[1];
        if (size === undefined) throw new HttpError('Bad chunk');
        const length = Number.parseInt(size, 16);
        if (length > 0) yield* readCount(stream, length);
        else {
          while ((await stream.readLine(8192)) !== '') continue; // trailers
          break;
        }
        if ((await stream.readLine(2)) !== '') throw new HttpError('Bad chunk end');
      }
      break;
    case 'close':
      for (;;) {
        const bytes = await stream.read();
        if (bytes.length === 0) break;
        yield bytes;
      }
      break;
  }
  ended();
}

async function* readCount(stream: BufferedStream, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  while (left > 0) {
    const bytes = await stream.read(Math.min(left, 65_536));
    if (bytes.length === 0) throw new HttpError('Unexpected end of the message');
    left -= bytes.length;
    yield bytes;
  }
}

/** Writes a body in pieces, each as a chunk as soon as it comes. */
export async function writeChunked(stream: DuplexStream, body: HttpBody): Promise<void> {
  for await (const piece of body) {
    if (piece.length === 0) continue;
    const head = encode(`${piece.length.toString(16)}\r\n`);
    const chunk = new Uint8Array(head.length + piece.length + 2);
    chunk.set(head);
    chunk.set(piece, head.length);
    chunk.set([13, 10], head.length + piece.length);
    await stream.write(chunk);
  }
  await stream.write('0\r\n\r\n');
}
