import { decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';

/** Asks on standard error and reads a line from standard input that a terminal does not show; undefined at its end, or when Ctrl-C came. */
export async function readSecret(process: Process, question: string): Promise<string | undefined> {
  const terminal = process.terminal(0);
  const modes = terminal?.modes;
  await process.write(2, question);
  if (terminal && modes) terminal.modes = { ...modes, echo: false };
  let interrupted = false;
  const before = process.signalAction('SIGINT');
  if (before === 'default') process.onSignal('SIGINT', () => (interrupted = true));
  let line = '';
  try {
    while (!line.includes('\n')) {
      const bytes = await process.read(0, 1); // no further than the line: what follows is for others
      if (bytes.length === 0) break;
      line += String.fromCharCode(...bytes);
    }
  } catch (error) {
    if (!isSystemError(error, 'EINTR')) throw error;
  } finally {
    if (terminal && modes) terminal.modes = modes;
    if (before === 'default') process.onSignal('SIGINT', before);
  }
  if (terminal) await process.write(2, '\n');
  if (interrupted || line === '') return undefined;
  return decode(Uint8Array.from(line.replace(/\n$/, ''), (character) => character.charCodeAt(0)));
}
