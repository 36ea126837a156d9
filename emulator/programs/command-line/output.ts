import { concatenate, encode } from '../../kernel/bytes';
import type { Process } from '../../process/types';

/** Bytes that a program collects before it writes when its output is not a terminal, as the C library does. */
const bufferSize = 16 * 1024;

/** A program's buffered output: at once on a terminal, in larger pieces into files and pipes. */
export class Output {
  private parts: Uint8Array[] = [];
  private size = 0;
  private readonly limit: number;

  constructor(
    private readonly process: Process,
    private readonly descriptor: number,
  ) {
    this.limit = process.terminal(descriptor) ? 1 : bufferSize;
  }

  /** Adds text (as UTF-8) or bytes; returns a promise only when the buffer was full and had to be written. */
  write(data: string | Uint8Array): Promise<void> | undefined {
    const bytes = typeof data === 'string' ? encode(data) : data;
    this.parts.push(bytes);
    this.size += bytes.length;
    return this.size >= this.limit ? this.flush() : undefined;
  }

  /** Writes what has been collected. */
  async flush(): Promise<void> {
    if (this.size === 0) return;
    const all = concatenate(this.parts);
    this.parts = [];
    this.size = 0;
    await this.process.write(this.descriptor, all);
  }
}
