import { concatenate, encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';

/** Bytes that a program collects before it writes when its output is not a terminal, as the C library does. */
const bufferSize = 16 * 1024;

/** What only writing fails with. */
const fullErrors: readonly string[] = ['ENOSPC', 'EFBIG'];

/** Whether a failed call must have been a write to the output, which has no room (or may not grow). */
export function isOutputFull(error: unknown): boolean {
  return isSystemError(error) && error.path === undefined && fullErrors.includes(error.errno);
}

/** What was printed could not be written; `message` says why. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

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
    try {
      await this.process.write(this.descriptor, all);
    } catch (error) {
      if (!isSystemError(error) || error.errno === 'EPIPE' || error.errno === 'EINTR') throw error;
      throw new OutputError(error.message);
    }
  }
}
