import { decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';

/** What was pressed: a character, or an escape sequence as a whole; `resize` when the window has another size. */
export type Key = string;

/** Gives one key at a time, however many came at once; undefined when the terminal is gone. */
export function createKeys(process: Process): () => Promise<Key | undefined> {
  const waiting: string[] = [];
  process.onSignal('SIGWINCH', () => undefined);
  return async () => {
    while (waiting.length === 0) {
      try {
        const bytes = await process.read(0);
        if (bytes.length === 0) return undefined;
        waiting.push(...(decode(bytes).match(/\u001b(?:\[[0-9;]*[~A-Za-z]|O[A-Z])|[^]/gu) ?? []));
      } catch (error) {
        if (!isSystemError(error, 'EINTR')) throw error;
        return 'resize';
      }
    }
    return waiting.shift();
  };
}

/** Cursor keys and their like, by what terminals send. */
export const named: Readonly<Record<string, string>> = {
  '\u001b[A': 'up', '\u001bOA': 'up', '\u001b[B': 'down', '\u001bOB': 'down', '\u001b[C': 'right', '\u001bOC': 'right', '\u001b[D': 'left', '\u001bOD': 'left',
  '\u001b[H': 'home', '\u001bOH': 'home', '\u001b[1~': 'home', '\u001b[F': 'end', '\u001bOF': 'end', '\u001b[4~': 'end', '\u001b[5~': 'pageup', '\u001b[6~': 'pagedown', '\u001b[3~': 'delete', '\u007f': 'backspace', '\b': 'backspace', '\r': 'enter', '\n': 'enter', '\t': 'tab', '\u001b': 'escape',
};
