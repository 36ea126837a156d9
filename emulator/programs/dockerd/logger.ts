import type { Process } from '../../process/types';

/** Writes log lines to standard error as dockerd does (logrus' text format). */
export interface Logger {
  /** Adds a line when its level is shown; `condition` false leaves it out. */
  log(level: Level, message: string, fields?: Readonly<Record<string, string>>, condition?: boolean): Promise<void>;
}
const levels = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
type Level = 'debug' | 'info' | 'warning' | 'error';

const quote = (text: string) => (/^[\w.:/@^+-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`);

/** A logger; the complaint when the level is none. On a terminal lines are `INFO[2025-…] message`, elsewhere `time="…" level=info msg="…"`. */
export function createLogger(process: Process, level: string, debug: boolean): Logger | string {
  const least = (levels as readonly string[]).indexOf(debug ? 'debug' : level);
  if (least < 0) return `invalid logging level: ${level}`;
  const { clock } = process.system;
  const terminal = process.terminal(2) !== undefined;
  const stamp = () => `${new Date(clock.now()).toISOString().slice(0, 19)}.${String((clock.now() % 1000) * 1_000_000 + clock.nanoseconds()).padStart(9, '0')}Z`;
  return {
    async log(name, message, fields = {}, condition = true) {
      if (!condition || (levels as readonly string[]).indexOf(name === 'warning' ? 'warn' : name) < least) return;
      const pairs = Object.entries(fields);
      const line = terminal
        ? `\u001b[${name === 'info' ? 36 : name === 'warning' ? 33 : 31}m${name.toUpperCase().slice(0, 4)}\u001b[0m[${stamp()}] ${message.padEnd(44)} ${pairs.map(([key, value]) => `\u001b[36m${key}\u001b[0m=${quote(value)}`).join(' ')}`.trimEnd()
        : `time="${stamp()}" level=${name} msg=${quote(message)}${pairs.map(([key, value]) => ` ${key}=${quote(value)}`).join('')}`;
      await process.write(2, `${line}\n`);
    },
  };
}
