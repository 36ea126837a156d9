import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import type { DaemonSettings } from './settings/settings';

/** Writes log lines to standard error as dockerd does (logrus). */
export interface Logger {
  /** Adds a line when its level is shown; `condition` false leaves it out. */
  log(level: Level, message: string, fields?: Readonly<Record<string, string>>, condition?: boolean): Promise<void>;
}
type Level = 'debug' | 'info' | 'warning' | 'error';

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'fatal', 'panic'];
const colours = { debug: 37, info: 36, warning: 33, error: 31 };
const quote = (text: string) => (/^[\w./@^+-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`);

/** A logger: coloured lines on a terminal, `time="…" level=info msg="…"` elsewhere, JSON when the format is that. */
export function createLogger(process: Process, { debug, logLevel, logFormat, rawLogs }: Pick<DaemonSettings, 'debug' | 'logLevel' | 'logFormat' | 'rawLogs'>): Logger {
  const least = debug ? 1 : levels.indexOf(logLevel === 'warn' ? 'warning' : logLevel);
  const { clock } = process.system;
  const coloured = process.terminal(2) !== undefined && !rawLogs;
  const stamp = () => `${new Date(clock.now()).toISOString().slice(0, 19)}.${String((clock.now() % 1000) * 1_000_000 + clock.nanoseconds()).padStart(9, '0')}Z`;

  function line(level: Level, message: string, fields: Readonly<Record<string, string>>): string {
    if (logFormat === 'json') return JSON.stringify({ ...fields, level, msg: message, time: stamp() });
    const pairs = Object.entries(fields);
    if (!coloured) return `time="${stamp()}" level=${level} msg=${quote(message)}${pairs.map(([key, value]) => ` ${key}=${quote(value)}`).join('')}`;
    const colour = (text: string) => `\u001b[${colours[level]}m${text}\u001b[0m`;
    return `${colour(level.toUpperCase().slice(0, 4))}[${stamp()}] ${message.padEnd(44)} ${pairs.map(([key, value]) => ` ${colour(key)}=${quote(value)}`).join('')}`;
  }

  return {
    async log(level, message, fields = {}, condition = true) {
      if (!condition || levels.indexOf(level) < least) return;
      try {
        await process.write(2, `${line(level, message, fields)}\n`);
      } catch (error) {
        if (!isSystemError(error)) throw error; // nobody reads the log any more: the daemon goes on
      }
    },
  };
}
