import type { Process } from '../../process/types';
import { formatDate } from '../command-line/date-format';

/** What a line of the log says beside its message. */
export type LogFields = Readonly<Record<string, string | number | undefined>>;

/** The registry's log on standard error, in logrus' text form, and the accesses on standard output. */
export interface RegistryLog {
  line(level: 'debug' | 'info' | 'warning' | 'error' | 'fatal', message: string, fields?: LogFields): Promise<void>;
  access(line: AccessLine): Promise<void>;
}

/** A request as the access log tells it. */
export interface AccessLine {
  readonly remote: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly written: number;
  readonly referer: string;
  readonly agent: string;
}

const levels = ['debug', 'info', 'warning', 'error', 'fatal'];

/** Whether logrus leaves the value without quotes. */
const plain = /^[\w.\-/@^+]+$/;
const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Makes the log of `process`; lines below `level` are left out. */
export function createLog(process: Process, level: string): RegistryLog {
  const lowest = Math.max(0, levels.indexOf(level === 'warn' ? 'warning' : level));
  const { clock } = process.system;
  return {
    async line(kind, message, fields = {}) {
      if (levels.indexOf(kind) < lowest) return;
      const time = new Date(clock.now()).toISOString().replace(/\.?0*Z$/, 'Z');
      const rest = Object.entries(fields)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ` ${key}=${plain.test(String(value)) ? String(value) : quoted(String(value))}`);
      await process.write(2, `time=${quoted(time)} level=${kind} msg=${quoted(message)}${rest.join('')}\n`);
    },
    async access({ remote, method, target, status, written, referer, agent }) {
      const time = formatDate('%d/%b/%Y:%H:%M:%S +0000', clock.now());
      await process.write(1, `${remote} - - [${time}] "${method} ${target} HTTP/1.1" ${status} ${written} ${quoted(referer)} ${quoted(agent)}\n`);
    },
  };
}

/** Milliseconds as Go prints a duration: `900.971µs`, `1.537962ms`, `2.1s`. */
export function goDuration(milliseconds: number): string {
  const nanoseconds = Math.round(milliseconds * 1e6);
  if (nanoseconds < 1e6) return `${nanoseconds / 1e3}µs`;
  return nanoseconds < 1e9 ? `${nanoseconds / 1e6}ms` : `${nanoseconds / 1e9}s`;
}

/** A random UUID of version 4. */
export function createUuid(process: Process): string {
  const hex = process.system.random.hex(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
