import { gunzipSync } from 'fflate';
import { collect, concatenate } from '../../../kernel/bytes';
import { TarError } from '../../../vfs/tar/tar-entry';

/** A context as a tar: clients may send it gzipped (`docker build --compress` of the classic builder, dockerode), which its first two bytes tell. Throws `TarError`. */
export async function* uncompressed(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    head = concatenate([head, next.value]);
    if (head.length >= 2) break;
  }
  const rest = { [Symbol.asyncIterator]: () => pieces };
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield head;
    yield* rest;
    return;
  }
  const whole = concatenate([head, await collect(rest)]);
  try {
    yield gunzipSync(whole);
  } catch {
    throw new TarError('unexpected-end');
  }
}
