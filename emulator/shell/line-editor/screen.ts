import { graphemes, graphemeWidth, textWidth } from './character-width';

/** How much of a very long text is shown around the cursor, so that a paste of megabytes stays quick. */
const window = 8192;

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where the cursor stands after `text`, printed from `from` on a screen `columns` wide. */
function advance(from: Place, text: string, columns: number): Place {
  let { row, column } = from;
  for (const grapheme of graphemes(text)) {
    if (grapheme === '\n') {
      row++;
      column = 0;
      continue;
    }
    const width = graphemeWidth(grapheme);
    if (column + width > columns) {
      row++;
      column = 0;
    }
    column += width;
    if (column >= columns) {
      row++;
      column = 0;
    }
  }
  return { row, column };
}

/** Control characters as ^X; newlines stay (the terminal begins the next line at the left). */
function shown(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f\t]/g, (letter) => `^${String.fromCharCode(letter.charCodeAt(0) ^ 64)}`);
}

/** The visible width of a prompt: without what stands between \x01 and \x02, and without escape sequences. */
function visiblePrompt(prompt: string): string {
  return prompt.replace(/\x01[^\x02]*\x02/g, '').replace(/\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*(\x07|\x1b\\)/g, '');
}

/** Draws a prompt with the line behind it and keeps it up to date; gives text to be written to the terminal. */
export class Screen {
  private prompt = '';
  private cursorRow = 0;
  private cursor: Place = { row: 0, column: 0 };
  private end: Place = { row: 0, column: 0 };
  private drawn = '';
  private drawnPrompt = '';
  private drawnCursor = 0;

  constructor(private columns: number) {}

  get width(): number {
    return this.columns;
  }

  /** Begins a new line with `prompt`. */
  start(prompt: string, columns: number): string {
    this.columns = Math.max(2, columns);
    this.prompt = prompt;
    this.cursorRow = 0;
    this.drawn = '';
    this.drawnCursor = 0;
    return this.paint('', 0);
  }

  setPrompt(prompt: string): void {
    this.prompt = prompt;
  }

  /** Shows `text` with the cursor at `cursor`. Adding at the end, which typing does, is drawn as just that. */
  update(text: string, cursor: number): string {
    if (text === this.drawn && cursor === this.drawnCursor && this.prompt === this.drawnPrompt) return '';
    const added =
      this.prompt === this.drawnPrompt &&
      text.length > this.drawn.length &&
      text.startsWith(this.drawn) &&
      cursor === text.length &&
      this.drawnCursor === this.drawn.length &&
      text.length < window
        ? text.slice(this.drawn.length)
        : undefined;
    if (added !== undefined && /^[\x20-\x7e]+$/.test(added)) {
      const next = advance(this.cursor, added, this.columns);
      if (next.row === this.cursor.row) {
        this.cursor = this.end = next;
        this.drawn = text;
        this.drawnCursor = cursor;
        return added;
      }
    }
    return this.erase() + this.paint(text, cursor);
  }

  /** Draws anew after the width changed; the terminal has wrapped the lines anew by itself. */
  resize(columns: number): string {
    this.columns = Math.max(2, columns);
    const from = advance({ row: 0, column: 0 }, visiblePrompt(this.prompt), this.columns);
    this.cursorRow = advance(from, shown(this.drawn.slice(0, this.drawnCursor)), this.columns).row;
    return this.erase() + this.paint(this.drawn, this.drawnCursor);
  }

  /** Moves below all that was drawn. */
  finish(): string {
    const down = this.end.row - this.cursor.row;
    return `${down > 0 ? `\x1b[${down}B` : ''}\n`;
  }

  /** Wipes the screen, the line stays. */
  clear(text: string, cursor: number): string {
    this.cursorRow = 0;
    return `\x1b[H\x1b[2J${this.paint(text, cursor)}`;
  }

  /** Prints `lines` below the line and draws the line again under them. */
  below(lines: string): string {
    const { drawn, drawnCursor } = this;
    const out = this.finish() + lines;
    this.cursorRow = 0;
    return out + this.paint(drawn, drawnCursor);
  }

  private erase(): string {
    return `${this.cursorRow > 0 ? `\x1b[${this.cursorRow}A` : ''}\r\x1b[J`;
  }

  private paint(text: string, cursor: number): string {
    let from = 0;
    let to = text.length;
    if (text.length > window) {
      from = Math.max(0, cursor - window / 2);
      to = Math.min(text.length, cursor + window / 2);
    }
    const before = shown((from > 0 ? '…' : '') + text.slice(from, cursor));
    const after = shown(text.slice(cursor, to) + (to < text.length ? '…' : ''));
    const start = advance({ row: 0, column: 0 }, visiblePrompt(this.prompt), this.columns);
    this.cursor = advance(start, before, this.columns);
    this.end = advance(this.cursor, after, this.columns);
    this.cursorRow = this.cursor.row;
    this.drawn = text;
    this.drawnPrompt = this.prompt;
    this.drawnCursor = cursor;
    // Right at the edge the terminal waits with the new line until something comes: make it come.
    const filled = this.end.column === 0 && this.end.row > 0 && !after.endsWith('\n') && !before.endsWith('\n') && (before + after).length > 0;
    const out = `${this.prompt.replace(/[\x01\x02]/g, '')}${before}${after}${filled ? ' \r' : ''}`;
    const up = this.end.row - this.cursor.row;
    const right = this.cursor.column;
    return after === '' ? out : `${out}${up > 0 ? `\x1b[${up}A` : ''}\r${right > 0 ? `\x1b[${right}C` : ''}`;
  }
}

/** `items` in columns, downwards, as ls prints them. */
export function inColumns(items: readonly string[], columns: number): string {
  const widest = Math.max(...items.map(textWidth)) + 2;
  const across = Math.max(1, Math.floor(columns / widest));
  const rows = Math.ceil(items.length / across);
  let text = '';
  for (let row = 0; row < rows; row++) {
    let line = '';
    for (let i = row; i < items.length; i += rows) line += (items[i] as string) + ' '.repeat(Math.max(0, widest - textWidth(items[i] as string)));
    text += `${line.trimEnd()}\n`;
  }
  return text;
}
