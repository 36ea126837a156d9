import { encode } from '../../../kernel/bytes';
import type { OutputStream } from '../streams/output-hub';
import type { LogEntry, LogFile } from './log-file';

/** What `docker logs` asks for. Times are seconds since 1970. */
export interface LogQuery {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly follow: boolean;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly tail: number | undefined;
  readonly timestamps: boolean;
  readonly signal: AbortSignal;
}

/** The log as pieces of output; with `follow` it goes on while `isOpen` says so. */
export async function* readLogs(
  log: LogFile,
  query: LogQuery,
  isOpen: () => boolean,
): AsyncGenerator<{ stream: OutputStream; bytes: Uint8Array }> {
  const wanted = (entry: LogEntry) => {
    const time = Date.parse(entry.time) / 1000;
    return (query.since === undefined || time >= query.since) && (query.until === undefined || time <= query.until);
  };
  const piece = (entry: LogEntry) => ({
    stream: entry.stream,
    bytes: encode(query.timestamps ? `${padded(entry.time)} ${entry.log}` : entry.log),
  });
  const first = log.read(0);
  let { position } = first;
  // the tail counts lines of both streams, before one is left out: as Docker does
  const past = first.entries.filter(wanted);
  const shown = query.tail === undefined ? past : query.tail === 0 ? [] : past.slice(-query.tail);
  for (const entry of shown) if (query[entry.stream]) yield piece(entry);
  if (!query.follow) return;
  for (;;) {
    const open = isOpen();
    const more = log.read(position);
    position = more.position;
    for (const entry of more.entries) {
      if (query.until !== undefined && Date.parse(entry.time) / 1000 > query.until) return;
      if (wanted(entry) && query[entry.stream]) yield piece(entry);
    }
    if (!open || query.signal.aborted) return;
    if (more.entries.length > 0) continue;
    await nextChange(log, query.signal);
  }
}

/** `docker logs -t` shows nine digits of a second always. */
function padded(time: string): string {
  const [whole = '', fraction = ''] = time.replace('Z', '').split('.');
  return `${whole}.${fraction.padEnd(9, '0')}Z`;
}

async function nextChange(log: LogFile, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const unsubscribe = log.changes.subscribe(done);
    signal.addEventListener('abort', done);
    function done() {
      unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
