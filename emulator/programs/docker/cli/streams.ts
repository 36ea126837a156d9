import { concatenate, noBytes } from '../../../kernel/bytes';
import type { HttpBody } from '../../../net/http/types';
import type { DockerCli } from './docker-cli';

/** Bytes of a frame's head: the stream's number, three zeros, and a length. */
const headSize = 8;

/** Prints a body: raw, or in frames that say which stream each piece belongs to. */
export async function printStreams(docker: DockerCli, body: HttpBody, raw: boolean): Promise<void> {
  if (raw) {
    for await (const piece of body) await docker.print(piece);
    return;
  }
  let rest: Uint8Array = noBytes;
  for await (const piece of body) {
    rest = rest.length === 0 ? piece : concatenate([rest, piece]);
    while (rest.length >= headSize) {
      const length = new DataView(rest.buffer, rest.byteOffset).getUint32(4);
      if (rest.length < headSize + length) break;
      const bytes = rest.slice(headSize, headSize + length);
      await (rest[0] === 2 ? docker.error(bytes) : docker.print(bytes));
      rest = rest.subarray(headSize + length);
    }
  }
}
