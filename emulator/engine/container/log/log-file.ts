import type { HostConfig } from '../../../api/types/host-config';
import { decode, encode } from '../../../kernel/bytes';
import { isSystemError } from '../../../kernel/errno';
import { WakeList } from '../../../kernel/wake-list';
import type { Process } from '../../../process/types';
import { timestamp } from '../../time';
import type { OutputStream } from '../streams/output-hub';

/** A line of the json-file log, as it is written there. */
export interface LogEntry {
  /** With its newline, unless the line was longer than one entry or the end came first. */
  readonly log: string;
  readonly stream: OutputStream;
  readonly time: string;
}

/** A container's log as the json-file driver keeps it: one JSON object a line, in a real file that can be looked at. */
export interface LogFile {
  readonly path: string;
  /** Takes output in; whole lines are written at once, the rest waits. */
  write(stream: OutputStream, bytes: Uint8Array): void;
  /** Writes what waits for its newline: the process ended. */
  flush(): void;
  /** The entries from `position` (bytes) on, and where they end. Starts over when the file shrank. */
  read(position: number): { entries: LogEntry[]; position: number };
  /** Fires at the next write or end. */
  readonly changes: WakeList;
}

/** Longest content of one entry, as in Docker. */
const longestEntry = 16 * 1024;

/** The log at `path`, written and read by `process`. */
export function createLogFile(process: Process, path: string, config: HostConfig['LogConfig']): LogFile {
  const { files, system } = process;
  const changes = new WakeList();
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const rest = { stdout: '', stderr: '' };
  const keeps = config.Type !== 'none';

  function append(stream: OutputStream, log: string): string {
    const entry: LogEntry = { log, stream, time: timestamp(system.clock) };
    return `${JSON.stringify(entry)}\n`;
  }
  function put(lines: string): void {
    if (!keeps || lines === '') return;
    try {
      files.writeFile(path, encode(lines), { append: true, mode: 0o640 });
    } catch (error) {
      if (!isSystemError(error)) throw error; // a full disk loses log lines, the container goes on
    }
    changes.wake();
  }
  return {
    path,
    changes,
    write(stream, bytes) {
      let text = rest[stream] + decoders[stream].decode(bytes, { stream: true });
      let lines = '';
      for (;;) {
        const end = text.indexOf('\n');
        const length = end < 0 ? -1 : end + 1;
        if (length > 0 && length <= longestEntry) {
          lines += append(stream, text.slice(0, length));
          text = text.slice(length);
        } else if (text.length > longestEntry) {
          lines += append(stream, text.slice(0, longestEntry));
          text = text.slice(longestEntry);
        } else break;
      }
      rest[stream] = text;
      put(lines);
    },
    flush() {
      for (const stream of ['stdout', 'stderr'] as const) {
        const text = rest[stream] + decoders[stream].decode();
        rest[stream] = '';
        if (text !== '') put(append(stream, text));
      }
      changes.wake();
    },
    read(position) {
      if (!files.exists(path)) return { entries: [], position: 0 };
      const bytes = files.readFile(path);
      const from = position > bytes.length ? 0 : position;
      const entries: LogEntry[] = [];
      for (const line of decode(bytes.subarray(from)).split('\n')) {
        if (line === '') continue;
        try {
          entries.push(JSON.parse(line) as LogEntry);
        } catch {
          // someone else wrote into the file: Docker skips such a line too
        }
      }
      return { entries, position: bytes.length };
    },
  };
}
