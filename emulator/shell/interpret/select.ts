import { expandPromptText, expandWords } from '../expand/word';
import type { CompoundCommand, Script } from '../parser/tree';
import { assignScalar } from '../state/assign';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { readLine } from './read-line';

/** `select name in words`: a menu on standard error, choices from standard input until it ends or the body breaks. */
export function* runSelect(
  shell: Shell,
  command: Extract<CompoundCommand, { type: 'select' }>,
  runTurn: (body: Script) => Step<{ status: number; over: boolean }>,
): Step<number> {
  const words = command.words ? yield* expandWords(command.words, shell) : shell.positional.slice();
  if (words.length === 0) return 0;
  let status = 0;
  let showMenu = true;
  for (;;) {
    if (showMenu) yield* shell.writeError(menu(words, Number(shell.variables.get('COLUMNS') ?? 80) || 80));
    yield* shell.writeError(yield* expandPromptText(shell.variables.get('PS3') ?? '#? ', shell));
    const line = yield* readLine(shell, 0);
    if (line === undefined) {
      yield* shell.write(1, '\n');
      return 1;
    }
    showMenu = line.trim() === '';
    if (showMenu) continue;
    assignScalar('REPLY', line, false, shell);
    assignScalar(command.name, /^\s*\d+\s*$/.test(line) ? (words[Number(line) - 1] ?? '') : '', false, shell);
    const turn = yield* runTurn(command.body);
    ({ status } = turn);
    if (turn.over) return status;
    showMenu = shell.variables.get('REPLY') === '';
  }
}

/** The choices in columns, numbered downwards. */
function menu(words: readonly string[], columns: number): string {
  const digits = String(words.length).length;
  const widest = Math.max(...words.map((word) => word.length)) + digits + 2;
  const across = Math.max(1, Math.floor(columns / (widest + 1)));
  const perColumn =
    widest * words.length <= columns && words.length > 1 ? Math.ceil(words.length / Math.min(across, words.length)) : Math.ceil(words.length / across);
  const rows = across === 1 || words.length * (widest + 1) > columns ? Math.ceil(words.length / across) : words.length;
  const height = Math.max(perColumn, rows);
  let text = '';
  for (let row = 0; row < height; row++) {
    const cells: string[] = [];
    for (let i = row; i < words.length; i += height) cells.push(`${String(i + 1).padStart(digits)}) ${words[i]}`);
    text += `${cells.map((cell, i) => (i < cells.length - 1 ? cell.padEnd(widest + 1) : cell)).join('')}\n`;
  }
  return text;
}
