import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';

/** A place in a text: line and character, from 0. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A text being edited, its cursor, and what it was before each change. */
export class TextBuffer {
  lines: string[] = [''];
  line = 0;
  column = 0;
  changed = false;
  private readonly past: { lines: string[]; line: number; column: number }[] = [];
  private future: { lines: string[]; line: number; column: number }[] = [];

  get current(): string {
    return this.lines[this.line] ?? '';
  }
  set current(text: string) {
    this.lines[this.line] = text;
    this.changed = true;
  }
  get bytes(): number {
    return new TextEncoder().encode(this.text).length;
  }
  /** All of it, each line with its newline; a text of one empty line is empty. */
  get text(): string {
    return this.lines.length === 1 && this.lines[0] === '' ? '' : `${this.lines.join('\n')}\n`;
  }

  /** Before a change: what undo comes back to. */
  remember(): void {
    this.past.push({ lines: [...this.lines], line: this.line, column: this.column });
    if (this.past.length > 1000) this.past.shift();
    this.future = [];
  }
  undo(): boolean {
    return this.restore(this.past, this.future);
  }
  redo(): boolean {
    return this.restore(this.future, this.past);
  }
  private restore(from: { lines: string[]; line: number; column: number }[], to: { lines: string[]; line: number; column: number }[]): boolean {
    const state = from.pop();
    if (!state) return false;
    to.push({ lines: [...this.lines], line: this.line, column: this.column });
    ({ lines: this.lines, line: this.line, column: this.column } = state);
    this.changed = true;
    return true;
  }

  move(line: number, column: number): void {
    this.line = Math.max(0, Math.min(this.lines.length - 1, line));
    this.column = Math.max(0, Math.min(this.current.length, column));
  }
  insert(text: string): void {
    const rest = this.current.slice(this.column);
    const pieces = (this.current.slice(0, this.column) + text).split('\n');
    this.lines.splice(this.line, 1, ...pieces.slice(0, -1), (pieces.at(-1) ?? '') + rest);
    this.line += pieces.length - 1;
    this.column = (pieces.at(-1) ?? '').length;
    this.changed = true;
  }
  backspace(): void {
    if (this.column > 0) {
      this.current = this.current.slice(0, this.column - 1) + this.current.slice(this.column);
      this.column--;
    } else if (this.line > 0) {
      const rest = this.current;
      this.lines.splice(this.line--, 1);
      this.column = this.current.length;
      this.current += rest;
    }
  }
  deleteForward(): void {
    if (this.column < this.current.length) this.current = this.current.slice(0, this.column) + this.current.slice(this.column + 1);
    else if (this.line < this.lines.length - 1) {
      this.current += this.lines[this.line + 1] ?? '';
      this.lines.splice(this.line + 1, 1);
    }
  }
  /** Takes the lines from..to out. */
  cutLines(from: number, to: number): string[] {
    const cut = this.lines.splice(from, to - from + 1);
    if (this.lines.length === 0) this.lines = [''];
    this.changed = true;
    this.move(from, 0);
    return cut;
  }
  /** Takes what is between two places out (the end not included). */
  cut(from: Point, to: Point): string {
    const first = this.lines[from.line] ?? '';
    const last = this.lines[to.line] ?? '';
    const cut = from.line === to.line ? first.slice(from.column, to.column) : [first.slice(from.column), ...this.lines.slice(from.line + 1, to.line), last.slice(0, to.column)].join('\n');
    this.lines.splice(from.line, to.line - from.line + 1, first.slice(0, from.column) + last.slice(to.column));
    this.move(from.line, from.column);
    this.changed = true;
    return cut;
  }
  /** The next match behind (or before) the cursor, around the end; whether there is one. Moves there. */
  find(pattern: RegExp, direction: 1 | -1): 'found' | 'wrapped' | 'none' {
    const matches = this.lines.flatMap((text, line) => [...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))].map((match) => ({ line, column: match.index })));
    const behind = (at: Point) => at.line > this.line || (at.line === this.line && at.column > this.column);
    const before = (at: Point) => at.line < this.line || (at.line === this.line && at.column < this.column);
    const hit = direction === 1 ? matches.find(behind) : matches.findLast(before);
    const other = direction === 1 ? matches[0] : matches.at(-1);
    const target = hit ?? other;
    if (!target) return 'none';
    this.move(target.line, target.column);
    return hit ? 'found' : 'wrapped';
  }
}

/** Reads a file: its text, `new` when there is none, or why it cannot be read. */
export function loadFile(process: Process, path: string): { text: string } | 'new' | { trouble: string } {
  try {
    if (process.files.stat(path).kind === 'directory') return { trouble: 'Is a directory' };
    return { text: process.files.readText(path) };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.errno === 'ENOENT' ? 'new' : { trouble: error.message };
  }
}

/** Writes a file; undefined, or why it cannot be written. */
export function saveFile(process: Process, path: string, text: string): string | undefined {
  try {
    process.files.writeFile(path, text);
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.message;
  }
}
