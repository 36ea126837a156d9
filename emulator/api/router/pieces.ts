import { encode } from '../../kernel/bytes';
import type { HttpBody } from '../../net/http/types';
import { toJson } from './answer';

/** A body that is written while it is sent. */
export interface Pieces {
  readonly body: HttpBody;
  push(bytes: Uint8Array): void;
  /** The last piece was pushed. */
  end(): void;
}

/** A {@link Pieces}: a queue between whoever makes an answer and the connection that sends it. */
export function createPieces(): Pieces {
  const queue: Uint8Array[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  async function* drain(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = queue.shift();
      if (piece) yield piece;
      else if (ended) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return {
    body: drain(),
    push(bytes) {
      if (ended || bytes.length === 0) return;
      queue.push(bytes);
      notify();
    },
    end() {
      ended = true;
      notify();
    },
  };
}

/** A body of JSON values, one a line. */
export async function* jsonLines(values: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const value of values) yield encode(toJson(value));
}
