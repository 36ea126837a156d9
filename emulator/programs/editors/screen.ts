import { rawModes, type Terminal } from '../../process/terminal';
import type { Process } from '../../process/types';
import type { TextBuffer } from './buffer';

const tabWidth = 8;

/** A line as it is seen: tabs widened, control characters as ^X. */
export function widen(line: string): string {
  let shown = '';
  for (const letter of line) {
    if (letter === '\t') shown += ' '.repeat(tabWidth - (shown.length % tabWidth));
    else shown += letter < ' ' ? `^${String.fromCharCode(letter.charCodeAt(0) + 64)}` : letter;
  }
  return shown;
}

/** Which lines of a text are on the screen, so that the cursor is among them. `height` rows; `columns` wide, longer lines move sideways. */
export class Viewport {
  top = 0;

  /** The rows to show, and where the cursor is in them. */
  rows(buffer: TextBuffer, height: number, columns: number, filler: string): { rows: string[]; row: number; column: number } {
    if (buffer.line < this.top) this.top = buffer.line;
    if (buffer.line >= this.top + height) this.top = buffer.line - height + 1;
    const column = widen(buffer.current.slice(0, buffer.column)).length;
    const shift = column < columns ? 0 : column - columns + 1;
    const rows = Array.from({ length: height }, (_, index) => {
      const line = buffer.lines[this.top + index];
      if (line === undefined) return filler;
      return widen(line).slice(this.top + index === buffer.line ? shift : 0).slice(0, columns);
    });
    return { rows, row: buffer.line - this.top, column: column - shift };
  }
}

/** Runs `use` with the terminal in raw mode on its other screen, and puts everything back. */
export async function onOtherScreen(process: Process, terminal: Terminal, use: () => Promise<number>): Promise<number> {
  const modes = terminal.modes;
  terminal.modes = { ...rawModes };
  await process.write(1, '\u001b[?1049h\u001b[H\u001b[2J');
  let code: number;
  try {
    code = await use();
  } finally {
    terminal.modes = modes;
  }
  await process.write(1, '\u001b[?25h\u001b[?1049l');
  return code;
}

/** Shows rows from the first line on, and sets the cursor. */
export const draw = (rows: readonly string[], cursor: { row: number; column: number }) =>
  `\u001b[?25l${rows.map((row, index) => `\u001b[${index + 1};1H${row}\u001b[m\u001b[K`).join('')}\u001b[${cursor.row + 1};${cursor.column + 1}H\u001b[?25h`;
