import type { Clock } from '../kernel/clock';
import type { OpenFile } from '../vfs/open-file';
import { createStreamFile } from '../vfs/stream-file';
import type { Attributes, FileKind } from '../vfs/types';
import { ByteQueue } from './pipe';

/** The last number given to a pipe or socket, by the clock of the machine, so that each machine counts for itself. */
const lastInodes = new WeakMap<Clock, number>();
const firstInode = 10_000;

/** Attributes of something that has no place in a file system: a pipe, a socket. */
export function anonymousAttributes(kind: FileKind, clock: Clock): { attributes: Attributes; inode: number } {
  const inode = (lastInodes.get(clock) ?? firstInode) + 1;
  lastInodes.set(clock, inode);
  const now = clock.now();
  return {
    inode,
    attributes: { kind, device: 13, inode, mode: 0o600, uid: 0, gid: 0, links: 1, size: 0, blocks: 0, accessed: now, modified: now, changed: now, born: now },
  };
}

/** The two ends of a new pipe. */
export function createPipe(clock: Clock): { reader: OpenFile; writer: OpenFile } {
  const queue = new ByteQueue();
  const { attributes, inode } = anonymousAttributes('fifo', clock);
  return openQueue(queue, `pipe:[${inode}]`, () => attributes);
}

/** One more reader and writer of a queue as open files. */
export function openQueue(queue: ByteQueue, name: string, attributes: () => Attributes): { reader: OpenFile; writer: OpenFile } {
  return { reader: openReader(queue, name, attributes), writer: openWriter(queue, name, attributes) };
}

/** A reading end. */
export function openReader(queue: ByteQueue, name: string, attributes: () => Attributes): OpenFile {
  queue.addReader();
  return createStreamFile({
    name,
    options: { read: true },
    attributes,
    read: (max) => queue.read(max),
    isReady: (what) => queue.isReady(what),
    subscribe: (_, wake) => queue.readable.subscribe(wake),
    close: () => queue.removeReader(),
  });
}

/** A writing end. */
export function openWriter(queue: ByteQueue, name: string, attributes: () => Attributes): OpenFile {
  queue.addWriter();
  return createStreamFile({
    name,
    options: { write: true },
    attributes,
    write: (bytes) => queue.write(bytes),
    isReady: (what) => queue.isReady(what),
    subscribe: (_, wake) => queue.writable.subscribe(wake),
    close: () => queue.removeWriter(),
  });
}
