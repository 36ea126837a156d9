import type { Process } from '../../process/types';
import { formatDate } from '../command-line/date-format';

/** Writes a line of the error log, with the time in microseconds. */
export async function writeError(process: Process, descriptor: number, { level, module, message }: { level: string; module: string; message: string }): Promise<void> {
  const now = process.system.clock.now();
  const micros = String((Math.floor(now) % 1000) * 1000 + Math.floor(process.system.clock.nanoseconds() / 1000)).padStart(6, '0');
  await process.write(descriptor, `[${formatDate('%a %b %d %H:%M:%S', now)}.${micros} ${formatDate('%Y', now)}] [${module}:${level}] [pid ${process.pid}:tid ${process.pid}] ${message}\n`);
}
