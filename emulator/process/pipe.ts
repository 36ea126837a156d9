import { noBytes } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { WakeList } from '../kernel/wake-list';
import { again, type Again, type Readiness } from '../vfs/open-file';

/** Bytes that a pipe holds before its writers wait, as on Linux. */
export const pipeCapacity = 65_536;

/** A write of at most so many bytes is not split: it waits until all of it fits (PIPE_BUF). */
const atomicSize = 4096;

/** A piece of what is on its way. Small writes share a buffer. */
interface Part {
  buffer: Uint8Array;
  start: number;
  end: number;
}

/**
 * Bytes on their way from writers to readers, in order. `writers` and `readers` count the ends: without writers a reader that has
 * read everything gets the end, without readers a writer gets EPIPE.
 */
export class ByteQueue {
  readonly readable = new WakeList();
  readonly writable = new WakeList();
  private parts: Part[] = [];
  private size = 0;
  /** How many ends were ever opened. */
  writersOpened = 0;
  readersOpened = 0;
  private writerCount = 0;
  private readerCount = 0;

  constructor(private readonly capacity = pipeCapacity) {}

  get length(): number {
    return this.size;
  }
  get writers(): number {
    return this.writerCount;
  }
  get readers(): number {
    return this.readerCount;
  }
  addWriter(): void {
    this.writerCount++;
    this.writersOpened++;
    this.readable.wake();
  }
  removeWriter(): void {
    if (--this.writerCount === 0) this.readable.wake();
  }
  addReader(): void {
    this.readerCount++;
    this.readersOpened++;
    this.writable.wake();
  }
  removeReader(): void {
    if (--this.readerCount > 0) return;
    this.parts = [];
    this.size = 0;
    this.writable.wake();
  }

  /** Throws away what is on its way. */
  clear(): void {
    if (this.size === 0) return;
    this.parts = [];
    this.size = 0;
    this.writable.wake();
  }

  /** Whether a read (or the end) or a write (or its failure) would come at once. */
  isReady(what: Readiness): boolean {
    return what === 'read' ? this.size > 0 || this.writerCount === 0 : this.capacity - this.size >= atomicSize || this.readerCount === 0;
  }

  read(max: number): Uint8Array | Again {
    if (this.size === 0) return this.writerCount > 0 ? again : noBytes;
    const length = Math.min(max, this.size);
    let bytes: Uint8Array | undefined;
    for (let done = 0; done < length;) {
      const part = this.parts[0] as Part;
      const count = Math.min(part.end - part.start, length - done);
      const piece = part.buffer.subarray(part.start, part.start + count);
      if (count === length) bytes = piece;
      else (bytes ??= new Uint8Array(length)).set(piece, done);
      done += count;
      part.start += count;
      if (part.start === part.end) this.parts.shift();
    }
    this.size -= length;
    this.writable.wake();
    return bytes ?? noBytes;
  }

  write(bytes: Uint8Array): number | Again {
    if (this.readerCount === 0) throw new SystemError('EPIPE');
    if (bytes.length === 0) return 0;
    const room = this.capacity - this.size;
    const taken = Math.min(room, bytes.length);
    if (taken <= 0 || (taken < bytes.length && bytes.length <= atomicSize)) return again;
    const last = this.parts.at(-1);
    // The writer may use its buffer again, so the bytes are copied: small ones behind each other.
    if (last && last.buffer.length - last.end >= taken) {
      last.buffer.set(bytes.subarray(0, taken), last.end);
      last.end += taken;
    } else if (taken < atomicSize / 2) {
      const buffer = new Uint8Array(atomicSize);
      buffer.set(bytes.subarray(0, taken));
      this.parts.push({ buffer, start: 0, end: taken });
    } else this.parts.push({ buffer: bytes.slice(0, taken), start: 0, end: taken });
    this.size += taken;
    this.readable.wake();
    return taken;
  }
}
