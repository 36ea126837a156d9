import type { Unsubscribe } from '../kernel/wake-list';
import type { Attributes, Place } from './types';

/** What a file can be waited for. `read` also fires at the end of a stream, `write` also when the other side is gone. */
export type Readiness = 'read' | 'write';

/** Answer of a call that would have to wait. */
export const again = Symbol('again');
export type Again = typeof again;

/**
 * An open file description: what a file descriptor points to, shared by dup and by children. Nothing here waits: `read` and
 * `write` answer {@link again} when there is nothing to do yet, and `subscribe` tells when it is worth another try.
 * (A process's `read` and `write` put the two together; the split is what lets a signal interrupt a wait without losing bytes.)
 */
export interface OpenFile {
  /** For messages and `/proc/PID/fd`: a path, `pipe:[123]`, `socket:[123]`, `/dev/pts/0`. */
  readonly name: string;
  readonly readable: boolean;
  readonly writable: boolean;
  /** Where it lies, for files that have a place in a file system. */
  readonly place?: Place;
  /** Up to `max` bytes; none at the end. */
  read(max: number): Uint8Array | Again;
  /** How many of `bytes` were taken. EPIPE when nobody can read them any more. */
  write(bytes: Uint8Array): number | Again;
  /** Calls `wake` once when reading or writing may get on. */
  subscribe(what: Readiness, wake: () => void): Unsubscribe;
  /** Whether a read or a write would not have to wait; absent where it never has to (poll(2) asks). */
  isReady?(what: Readiness): boolean;
  /** Moves the position (ESPIPE for streams) and returns it. */
  seek(offset: number, from: 'start' | 'current' | 'end'): number;
  attributes(): Attributes;
  truncate(size: number): void;
  /** One more descriptor points here. */
  retain(): void;
  /** One descriptor less; the last one closes the file. */
  release(): void;
}
