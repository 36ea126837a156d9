import { concatenate, noBytes } from '../../kernel/bytes';
import type { DuplexStream } from './types';

/** A stream that can be read by lines and by counts, keeping what was read too much for the next reader. */
export interface BufferedStream extends DuplexStream {
  /** A line without its end (LF or CRLF); undefined at the end of the stream. Throws {@link LineTooLong} beyond `limit` bytes. */
  readLine(limit: number): Promise<string | undefined>;
}

/** A line of a head is longer than the server takes. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

/** Wraps a raw stream. */
export function bufferStream(stream: DuplexStream): BufferedStream {
  let rest: Uint8Array = noBytes;
  return {
    async read(max = 65_536) {
      if (rest.length === 0) return await stream.read(max);
      const taken = rest.subarray(0, max);
      rest = rest.subarray(taken.length);
      return taken;
    },
    async readLine(limit) {
      for (;;) {
        const end = rest.indexOf(10);
        if (end > limit || (end < 0 && rest.length > limit)) throw new LineTooLong();
        if (end >= 0) {
          const stop = end > 0 && rest[end - 1] === 13 ? end - 1 : end;
          const line = String.fromCharCode(...rest.subarray(0, stop));
          rest = rest.subarray(end + 1);
          return line;
        }
        const more = await stream.read();
        if (more.length === 0) return undefined;
        rest = rest.length === 0 ? more : concatenate([rest, more]);
      }
    },
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
}
