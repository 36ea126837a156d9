/** A small terminal that the output of a step is written to, so that its last lines can be shown under the step. */
export interface LogScreen {
  write(text: string): void;
  resize(width: number): void;
  /** The lines that have something in them, as wide as the screen. */
  lines(): string[];
  /** How many lines have been reached. */
  readonly usedHeight: number;
}

/** Lines of the window under a step. */
export const screenHeight = 6;

const tabWidth = 8;
/** A control sequence: its numbers and its letter. */
const controlSequence = /^\u001b\[([\d;?]*)([@-~])/;

/** A {@link LogScreen} of `initialWidth` columns. Colours are left out, the cursor's moves and erasing are followed. */
export function createLogScreen(initialWidth: number): LogScreen {
  let width = Math.max(1, initialWidth);
  let rows: string[][] = [];
  let row = 0;
  let column = 0;
  let reached = 0;

  const cells = (index: number): string[] => (rows[index] ??= []);
  const newLine = () => {
    column = 0;
    row++;
    if (row >= screenHeight) {
      rows.shift();
      row = screenHeight - 1;
    }
    reached = Math.max(reached, row);
  };
  const put = (character: string) => {
    if (column >= width) newLine();
    const line = cells(row);
    while (line.length < column) line.push(' ');
    line[column++] = character;
  };
  const eraseLine = (mode: number) => {
    const line = cells(row);
    if (mode === 0) line.length = Math.min(line.length, column);
    else if (mode === 1) line.fill(' ', 0, Math.min(line.length, column + 1));
    else line.length = 0;
  };
  const control = (numbers: readonly number[], letter: string) => {
    const step = Math.max(1, numbers[0] ?? 1);
    if (letter === 'A') row = Math.max(0, row - step);
    else if (letter === 'B') row = Math.min(screenHeight - 1, row + step);
    else if (letter === 'C') column = Math.min(width - 1, column + step);
    else if (letter === 'D') column = Math.max(0, column - step);
    else if (letter === 'G') column = Math.min(width - 1, step - 1);
    else if (letter === 'K') eraseLine(numbers[0] ?? 0);
    else if (letter === 'J') {
      if ((numbers[0] ?? 0) === 2) rows = [];
      else {
        eraseLine(0);
        rows.length = Math.min(rows.length, row + 1);
      }
    } else if (letter === 'H' || letter === 'f') {
      row = Math.min(screenHeight - 1, step - 1);
      column = Math.min(width - 1, Math.max(1, numbers[1] ?? 1) - 1);
    }
    reached = Math.max(reached, row);
  };

  return {
    write(text) {
      for (let at = 0; at < text.length; ) {
        const sequence = text[at] === '\u001b' ? controlSequence.exec(text.slice(at, at + 40)) : null;
        if (sequence) {
          control(sequence[1] ? sequence[1].split(';').map(Number) : [], sequence[2] ?? '');
          at += sequence[0].length;
          continue;
        }
        const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
        at += character.length;
        if (character === '\n') newLine();
        else if (character === '\r') column = 0;
        else if (character === '\b') column = Math.max(0, column - 1);
        else if (character === '\t') column = Math.min(width - 1, (Math.floor(column / tabWidth) + 1) * tabWidth);
        else if (character >= ' ') put(character);
      }
    },
    resize(newWidth) {
      width = Math.max(1, newWidth);
      for (const line of rows) if (line) line.length = Math.min(line.length, width);
    },
    lines: () =>
      Array.from(rows, (line) => (line ?? []).join(''))
        .filter((line) => line.trim() !== '')
        .map((line) => line.padEnd(width)),
    get usedHeight() {
      return reached + 1;
    },
  };
}
