import { concatenate, noBytes } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { WakeList } from '../kernel/wake-list';
import { again, type Again, type Readiness } from '../vfs/open-file';

/** Bytes that a pipe holds before its writers wait, as on Linux. */
export const pipeCapacity = 65_536;

/**
 * Bytes on their way from writers to readers, in order. `writers` and `readers` count the ends: without writers a reader that has
 * read everything gets the end, without readers a writer gets EPIPE.
 */
export class ByteQueue {
  readonly readable = new WakeList();
  readonly writable = new WakeList();
  private parts: Uint8Array[] = [];
  private first = 0;
  private size = 0;
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
    this.readable.wake();
  }
  removeWriter(): void {
    if (--this.writerCount === 0) this.readable.wake();
  }
  addReader(): void {
    this.readerCount++;
    this.writable.wake();
  }
  removeReader(): void {
    if (--this.readerCount > 0) return;
    this.parts = [];
    this.size = 0;
    this.first = 0;
    this.writable.wake();
  }

  /** Whether a read (or the end) or a write (or its failure) would come at once. */
  isReady(what: Readiness): boolean {
    return what === 'read' ? this.size > 0 || this.writerCount === 0 : this.size < this.capacity || this.readerCount === 0;
  }

  read(max: number): Uint8Array | Again {
    if (this.size === 0) return this.writerCount > 0 ? again : noBytes;
    const taken: Uint8Array[] = [];
    let left = max;
    while (left > 0 && this.parts.length > 0) {
      const part = this.parts[0] as Uint8Array;
      const piece = part.subarray(this.first, this.first + left);
      taken.push(piece);
      left -= piece.length;
      this.first += piece.length;
      if (this.first < part.length) break;
      this.parts.shift();
      this.first = 0;
    }
    const bytes = concatenate(taken);
    this.size -= bytes.length;
    this.writable.wake();
    return bytes;
  }

  write(bytes: Uint8Array): number | Again {
    if (this.readerCount === 0) throw new SystemError('EPIPE');
    const room = this.capacity - this.size;
    if (room <= 0) return again;
    if (bytes.length === 0) return 0;
    const taken = Math.min(room, bytes.length);
    this.parts.push(bytes.slice(0, taken)); // a copy: the writer may use its buffer again
    this.size += taken;
    this.readable.wake();
    return taken;
  }
}
