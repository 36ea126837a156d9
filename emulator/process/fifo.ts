import { SystemError } from '../kernel/errno';
import type { OpenFile } from '../vfs/open-file';
import type { Attributes, OpenOptions, Place } from '../vfs/types';
import { ByteQueue } from './pipe';
import { openReader, openWriter } from './pipe-file';
import type { Task } from './task';

const queues = new WeakMap<object, Map<number, ByteQueue>>();

function queueOf(place: Place): ByteQueue {
  const { fileSystem, inode } = place.node;
  let byInode = queues.get(fileSystem);
  if (!byInode) queues.set(fileSystem, (byInode = new Map<number, ByteQueue>()));
  let queue = byInode.get(inode);
  if (!queue) byInode.set(inode, (queue = new ByteQueue()));
  return queue;
}

/** What opening a fifo by path throws in the calls that do not wait: {@link openFifo} goes on from there. */
export class FifoMustWait extends Error {
  override readonly name = 'FifoMustWait';
  constructor(
    readonly place: Place,
    readonly options: OpenOptions,
  ) {
    super('a fifo was opened by a call that cannot wait');
  }
}

/** A fifo's end for both directions: it needs no other side. */
function openBoth(queue: ByteQueue, name: string, attributes: () => Attributes): OpenFile {
  const reader = openReader(queue, name, attributes);
  const writer = openWriter(queue, name, attributes);
  return {
    ...reader,
    writable: true,
    write: (bytes) => writer.write(bytes),
    subscribe: (what, wake) => (what === 'read' ? reader : writer).subscribe(what, wake),
    retain() {
      reader.retain();
      writer.retain();
    },
    release() {
      reader.release();
      writer.release();
    },
  };
}

/** Opens a named pipe without waiting, as with O_NONBLOCK: ENXIO for a writer without a reader. */
export function openFifoNow(place: Place, options: OpenOptions, name: string): OpenFile {
  const queue = queueOf(place);
  const attributes = () => place.node.attributes();
  if (options.read && options.write) return openBoth(queue, name, attributes);
  if (!options.write) return openReader(queue, name, attributes);
  if (queue.readers === 0) throw new SystemError('ENXIO');
  return openWriter(queue, name, attributes);
}

/** Opens a named pipe: waits until the other side is there, unless it is opened for both. */
export async function openFifo(task: Task, place: Place, options: OpenOptions, name: string): Promise<OpenFile> {
  const queue = queueOf(place);
  const attributes = () => place.node.attributes();
  if (options.read && options.write) return openBoth(queue, name, attributes);
  // Whether the other side came is told by who opened it since: it may be gone again when we look.
  const before = options.write ? queue.readersOpened : queue.writersOpened;
  const file = options.write ? openWriter(queue, name, attributes) : openReader(queue, name, attributes);
  try {
    if (options.write) while (queue.readers === 0 && queue.readersOpened === before) await task.block((wake) => queue.writable.subscribe(wake));
    else while (queue.writers === 0 && queue.writersOpened === before) await task.block((wake) => queue.readable.subscribe(wake));
  } catch (error) {
    file.release();
    throw error;
  }
  return file;
}
