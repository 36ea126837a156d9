import { decode } from '../../kernel/bytes';
import type { Process } from '../../process/types';

/** The service manager's socket. Requests and answers are one line of JSON each; the connection ends after one exchange. */
export const controlSocket = '/run/systemd/private';

export interface ControlRequest {
  readonly verb: 'start' | 'stop' | 'restart' | 'status' | 'kill' | 'reload' | 'poweroff';
  readonly unit: string;
}

/** How a unit stands. Times are milliseconds since 1970. */
export interface UnitStatus {
  readonly active: 'active' | 'inactive' | 'failed' | 'activating' | 'deactivating';
  readonly sub: 'running' | 'dead' | 'failed' | 'auto-restart' | 'stop-sigterm';
  readonly mainPid: number | undefined;
  readonly since: number | undefined;
  /** How its last process ended: `exited` with a code or `killed` by a signal. */
  readonly result: { readonly code: 'exited' | 'killed'; readonly status: string; readonly pid: number } | undefined;
}

export type ControlAnswer = { readonly ok: true; readonly status: UnitStatus } | { readonly ok: false; readonly error: string };

/** Reads one line, up to its newline or the end. */
export async function readLine(process: Process, descriptor: number): Promise<string> {
  let text = '';
  while (!text.includes('\n')) {
    const bytes = await process.read(descriptor);
    if (bytes.length === 0) break;
    text += decode(bytes);
  }
  return text.split('\n')[0] ?? '';
}

/** Asks the service manager; throws `SystemError` when it cannot be reached. */
export async function control(process: Process, request: ControlRequest): Promise<ControlAnswer> {
  const socket = await process.network.connectUnix(controlSocket);
  try {
    await process.write(socket, `${JSON.stringify(request)}\n`);
    return JSON.parse(await readLine(process, socket)) as ControlAnswer;
  } finally {
    process.close(socket);
  }
}
