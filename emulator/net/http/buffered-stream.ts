import { noBytes } from '../../kernel/bytes';
import type { DuplexStream } from './types';

/** A stream that can be read by lines and by counts, keeping what was read too much for the next reader. */
export interface BufferedStream extends DuplexStream {
  /** A line without its end (LF or CRLF); undefined at the end of the stream. Throws {@link LineTooLong} beyond `limit` bytes. */
  readLine(limit: number): Promise<string | undefined>;
  /**
   * Looks out for the other side's going away while nobody reads: calls `gone` when the stream ends or fails. What comes instead of that is
   * kept for the next reader, and ends the looking out.
   */
  watch(gone: () => void): void;
}

/** A line of a head is longer than the server takes. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

const latin1 = new TextDecoder('latin1');

/** Wraps a raw stream. */
export function bufferStream(stream: DuplexStream): BufferedStream {
  let rest: Uint8Array = noBytes;
  /** A read that was begun to look out; whoever reads next takes what it brings. */
  let early: Promise<Uint8Array> | undefined;

  async function readMore(max?: number): Promise<Uint8Array> {
    if (!early) return await stream.read(max);
    const bytes = await early;
    early = undefined;
    if (max === undefined || bytes.length <= max) return bytes;
    rest = bytes.subarray(max);
    return bytes.subarray(0, max);
  }

  return {
    async read(max = 65_536) {
      if (rest.length === 0) return await readMore(max);
      const taken = rest.subarray(0, max);
      rest = rest.subarray(taken.length);
      return taken;
    },
    async readLine(limit) {
      let searched = 0;
      for (;;) {
        const end = rest.indexOf(10, searched);
        if (end > limit || (end < 0 && rest.length > limit)) throw new LineTooLong();
        if (end >= 0) {
          const stop = end > 0 && rest[end - 1] === 13 ? end - 1 : end;
          const line = latin1.decode(rest.subarray(0, stop));
          rest = rest.subarray(end + 1);
          return line;
        }
        searched = rest.length;
        const before = rest;
        rest = noBytes;
        const more = await readMore();
        if (more.length === 0) return undefined;
        if (before.length === 0) rest = more;
        else {
          rest = new Uint8Array(before.length + more.length);
          rest.set(before);
          rest.set(more, before.length);
        }
      }
    },
    watch(gone) {
      if (early || rest.length > 0) return;
      early = stream.read();
      early.then(
        (bytes) => bytes.length === 0 && gone(),
        () => gone(), // whoever reads next gets the error
      );
    },
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
}
