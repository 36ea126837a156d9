import { concatenate, decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { wait } from '../state/step';
import { handlePending } from './trap';

/**
 * Reads up to a newline and no byte more, so that what follows is left to the programs that share the file. A file that can seek is read
 * in blocks and set back; a stream byte by byte. Undefined at the end with nothing read. A signal's trap runs meanwhile.
 */
export function* readLine(shell: Shell, descriptor: number): Step<string | undefined> {
  const bytes = yield* readUntil(shell, descriptor, 10);
  return bytes && decode(bytes.line);
}

export interface ReadResult {
  readonly line: Uint8Array;
  /** False when the input ended before the delimiter. */
  readonly complete: boolean;
}

/** As {@link readLine}, with any delimiter, in bytes; undefined at the end. */
export function* readUntil(shell: Shell, descriptor: number, delimiter: number, limit = Infinity): Step<ReadResult | undefined> {
  const { process } = shell;
  const parts: Uint8Array[] = [];
  let length = 0;
  const seekable = canSeek(shell, descriptor);
  for (;;) {
    const want = seekable ? 4096 : 1;
    let chunk: Uint8Array;
    try {
      chunk = yield* wait(process.read(descriptor, Math.min(want, Math.max(1, limit - length))));
    } catch (error) {
      if (!isSystemError(error, 'EINTR')) throw error;
      yield* handlePending(shell);
      continue;
    }
    if (chunk.length === 0) return length === 0 ? undefined : { line: concatenate(parts), complete: false };
    const end = chunk.indexOf(delimiter);
    if (end >= 0) {
      if (end + 1 < chunk.length) process.file(descriptor).seek(end + 1 - chunk.length, 'current');
      parts.push(chunk.slice(0, end));
      return { line: concatenate(parts), complete: true };
    }
    parts.push(chunk.slice());
    length += chunk.length;
    if (length >= limit) return { line: concatenate(parts), complete: true };
  }
}

function canSeek(shell: Shell, descriptor: number): boolean {
  try {
    const { process } = shell;
    if (process.fileAttributes(descriptor).kind !== 'file') return false;
    process.file(descriptor).seek(0, 'current');
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
