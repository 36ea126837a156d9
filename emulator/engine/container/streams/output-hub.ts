/** Where a container's output comes from. */
export type OutputStream = 'stdout' | 'stderr';

/** Someone who reads a container's output as it comes. */
export interface Listener {
  /** The next pieces; undefined at the end. */
  next(): Promise<{ stream: OutputStream; bytes: Uint8Array } | undefined>;
  /** No longer interested. */
  leave(): void;
}

/** Spreads a container's output to everyone attached. */
export interface OutputHub {
  listen(wanted: { stdout: boolean; stderr: boolean }): Listener;
  push(stream: OutputStream, bytes: Uint8Array): void;
  /** The process ended: every listener gets what is queued and then the end. */
  end(): void;
  /** Resolves when no listener is so far behind that more should not be read yet. */
  drained(): Promise<void> | undefined;
}

/** Bytes that may wait for a slow listener before the container has to wait too. */
const highWater = 1 << 20;

/** An {@link OutputHub}. */
export function createOutputHub(): OutputHub {
  interface Reader {
    readonly wanted: { stdout: boolean; stderr: boolean };
    readonly queue: { stream: OutputStream; bytes: Uint8Array }[];
    waiting: number;
    ended: boolean;
    wake: (() => void) | undefined;
  }
  const readers = new Set<Reader>();
  let onDrain: (() => void)[] = [];
  const full = () => [...readers].some((reader) => reader.waiting > highWater);
  const drain = () => {
    if (onDrain.length === 0 || full()) return;
    const resume = onDrain;
    onDrain = [];
    for (const resolve of resume) resolve();
  };
  return {
    listen(wanted) {
      const reader: Reader = { wanted, queue: [], waiting: 0, ended: false, wake: undefined };
      readers.add(reader);
      return {
        async next() {
          for (;;) {
            const piece = reader.queue.shift();
            if (piece) {
              reader.waiting -= piece.bytes.length;
              drain();
              return piece;
            }
            if (reader.ended) return undefined;
            await new Promise<void>((resolve) => (reader.wake = resolve));
          }
        },
        leave() {
          readers.delete(reader);
          reader.ended = true;
          reader.wake?.();
          drain();
        },
      };
    },
    push(stream, bytes) {
      for (const reader of readers) {
        if (!reader.wanted[stream]) continue;
        reader.queue.push({ stream, bytes });
        reader.waiting += bytes.length;
        reader.wake?.();
        reader.wake = undefined;
      }
    },
    end() {
      for (const reader of readers) {
        reader.ended = true;
        reader.wake?.();
        reader.wake = undefined;
      }
      readers.clear();
      drain();
    },
    drained() {
      if (!full()) return undefined;
      return new Promise<void>((resolve) => onDrain.push(resolve));
    },
  };
}
