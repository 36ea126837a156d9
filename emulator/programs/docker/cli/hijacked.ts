import { isSystemError } from '../../../kernel/errno';
import { rawModes } from '../../../process/terminal';
import type { DuplexStream } from '../../../net/http/types';
import type { DockerCli } from './docker-cli';
import { printStreams } from './streams';

/** How the client is joined with a process of the daemon's. */
export interface SessionOptions {
  /** The process has a terminal: bytes go through as they are. */
  readonly terminal: boolean;
  /** Standard input is passed on. */
  readonly input: boolean;
  readonly detachKeys: string;
  /** Tells the daemon the size of our terminal. */
  resize(rows: number, columns: number): Promise<void>;
}

/** How a session ended: the process's output did, or the detach keys were typed. */
export type SessionEnd = 'ended' | 'detached';

/** Ctrl-P Ctrl-Q. */
const defaultDetachKeys = [16, 17];

function readKeys(text: string): number[] {
  if (text === '') return defaultDetachKeys;
  return text.split(',').map((key) => (/^ctrl-[a-z@[\\\]^_]$/i.test(key) ? key.toUpperCase().charCodeAt(5) & 31 : key.charCodeAt(0)));
}

/** Passes bytes between this terminal (raw meanwhile, when both sides have one) and a hijacked connection, until one of them ends. */
export async function runSession(docker: DockerCli, connection: DuplexStream, options: SessionOptions): Promise<SessionEnd> {
  const { process } = docker;
  const terminal = options.terminal && options.input ? process.terminal(0) : undefined;
  const before = terminal?.modes;
  if (terminal) terminal.modes = rawModes;
  const screen = options.terminal ? (process.terminal(0) ?? process.terminal(1)) : undefined;
  const stopResizing = screen?.onResize(({ rows, columns }) => void options.resize(rows, columns).catch(() => undefined));
  if (screen) await options.resize(screen.size.rows, screen.size.columns).catch(() => undefined); // it may not have begun yet
  let detach: () => void = () => undefined;
  const detached = new Promise<SessionEnd>((resolve) => (detach = () => resolve('detached')));
  if (options.input) {
    void passInput(docker, connection, terminal ? readKeys(options.detachKeys) : undefined, detach).catch(() => undefined); // ends with the connection
  }
  const output = printStreams(docker, pieces(connection), options.terminal).then((): SessionEnd => 'ended');
  try {
    return await process.until(Promise.race([output, detached]));
  } finally {
    stopResizing?.();
    if (terminal && before) terminal.modes = before;
    connection.close();
  }
}

async function* pieces(connection: DuplexStream): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await connection.read();
    if (bytes.length === 0) return;
    yield bytes;
  }
}

/** Sends what is typed, but for the detach keys, which end it. */
async function passInput(docker: DockerCli, connection: DuplexStream, keys: readonly number[] | undefined, detach: () => void): Promise<void> {
  let matched = 0;
  try {
    for (;;) {
      const bytes = await docker.process.read(0);
      if (bytes.length === 0) break;
      const sent: number[] = [];
      for (const byte of bytes) {
        if (keys && byte === keys[matched]) {
          if (++matched < keys.length) continue;
          detach();
          return;
        }
        if (keys && matched > 0) sent.push(...keys.slice(0, matched));
        matched = 0;
        sent.push(byte);
      }
      if (sent.length > 0) await connection.write(Uint8Array.from(sent));
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return;
  }
  connection.closeWrite();
}
