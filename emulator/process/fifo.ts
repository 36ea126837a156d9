import type { OpenFile } from '../vfs/open-file';
import type { OpenOptions, Place } from '../vfs/types';
import { ByteQueue } from './pipe';
import { openReader, openWriter } from './pipe-file';
import type { Task } from './task';

const queues = new WeakMap<object, Map<number, ByteQueue>>();

function queueOf(place: Place): ByteQueue {
  const { fileSystem, inode } = place.node;
  let byInode = queues.get(fileSystem);
  if (!byInode) queues.set(fileSystem, (byInode = new Map()));
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

/** Opens a named pipe: waits until the other side is there, unless it is opened for both. */
export async function openFifo(task: Task, place: Place, options: OpenOptions, name: string): Promise<OpenFile> {
  const queue = queueOf(place);
  const attributes = () => place.node.attributes();
  if (options.read && options.write) {
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
  const file = options.write ? openWriter(queue, name, attributes) : openReader(queue, name, attributes);
  try {
    if (options.write) while (queue.readers === 0) await task.block((wake) => queue.writable.subscribe(wake));
    // A writer that came and went while we waited has left its bytes: that is enough.
    else while (queue.writers === 0 && queue.length === 0) await task.block((wake) => queue.readable.subscribe(wake));
  } catch (error) {
    file.release();
    throw error;
  }
  return file;
}
