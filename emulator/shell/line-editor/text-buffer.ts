import { nextBoundary, previousBoundary } from './character-width';

interface Snapshot {
  readonly text: string;
  readonly cursor: number;
}

const isWord = (letter: string) => /[\p{L}\p{N}]/u.test(letter);

/** The text being edited, with its cursor, what was killed, and what can be undone. */
export class TextBuffer {
  text = '';
  cursor = 0;
  private undoStack: Snapshot[] = [];
  private killRing: string[] = [];
  /** The last yank, for Meta-y. */
  private yanked: { start: number; index: number } | undefined;
  /** What kind of change came last: typing is undone in runs, kills are put together. */
  private last: 'insert' | 'kill' | 'yank' | 'other' = 'other';

  /** Puts another text there, with the cursor at its end; nothing to undo. */
  reset(text: string): void {
    this.text = text;
    this.cursor = text.length;
    this.undoStack = [];
    this.last = 'other';
  }

  private remember(kind: TextBuffer['last']): void {
    if (!(kind === 'insert' && this.last === 'insert')) this.undoStack.push({ text: this.text, cursor: this.cursor });
    if (this.undoStack.length > 200) this.undoStack.shift();
    this.last = kind;
  }

  insert(text: string): void {
    this.remember(text.length > 1 ? 'other' : 'insert');
    this.text = this.text.slice(0, this.cursor) + text + this.text.slice(this.cursor);
    this.cursor += text.length;
  }
  replace(start: number, end: number, text: string): void {
    this.remember('other');
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    this.cursor = start + text.length;
  }
  undo(): boolean {
    const before = this.undoStack.pop();
    if (!before) return false;
    this.text = before.text;
    this.cursor = before.cursor;
    this.last = 'other';
    return true;
  }
  /** Meta-r: back to the first text. */
  revert(): void {
    while (this.undo());
  }

  moveTo(position: number): void {
    this.cursor = Math.max(0, Math.min(this.text.length, position));
    this.last = 'other';
  }
  left(): number {
    return previousBoundary(this.text, this.cursor);
  }
  right(): number {
    return nextBoundary(this.text, this.cursor);
  }
  wordLeft(): number {
    let at = this.cursor;
    while (at > 0 && !isWord(this.text[at - 1] as string)) at--;
    while (at > 0 && isWord(this.text[at - 1] as string)) at--;
    return at;
  }
  wordRight(): number {
    let at = this.cursor;
    while (at < this.text.length && !isWord(this.text[at] as string)) at++;
    while (at < this.text.length && isWord(this.text[at] as string)) at++;
    return at;
  }
  /** Start of the word before the cursor as Ctrl-W sees it: between blanks. */
  blankWordLeft(): number {
    let at = this.cursor;
    while (at > 0 && /\s/.test(this.text[at - 1] as string)) at--;
    while (at > 0 && !/\s/.test(this.text[at - 1] as string)) at--;
    return at;
  }

  delete(start: number, end: number): void {
    if (start === end) return;
    this.remember('other');
    this.text = this.text.slice(0, start) + this.text.slice(end);
    this.cursor = start;
  }
  /** Deletes into the kill ring; kills one after the other are put together. */
  kill(start: number, end: number): void {
    if (start === end) return;
    const killed = this.text.slice(start, end);
    const together = this.last === 'kill';
    const backwards = end === this.cursor;
    this.remember('kill');
    if (together) this.killRing.push(backwards ? killed + (this.killRing.pop() ?? '') : (this.killRing.pop() ?? '') + killed);
    else this.killRing.push(killed);
    this.text = this.text.slice(0, start) + this.text.slice(end);
    this.cursor = start;
  }
  yank(): boolean {
    const text = this.killRing[this.killRing.length - 1];
    if (text === undefined) return false;
    this.yanked = { start: this.cursor, index: this.killRing.length - 1 };
    this.insert(text);
    this.last = 'yank';
    return true;
  }
  /** Meta-y: the kill before that one instead. */
  yankPop(): boolean {
    if (this.last !== 'yank' || !this.yanked) return false;
    const index = (this.yanked.index - 1 + this.killRing.length) % this.killRing.length;
    const { start } = this.yanked;
    this.replace(start, this.cursor, this.killRing[index] ?? '');
    this.yanked = { start, index };
    this.last = 'yank';
    return true;
  }

  transposeLetters(): boolean {
    if (this.cursor === 0 || this.text.length < 2) return false;
    const at = this.cursor === this.text.length ? this.left() : this.cursor;
    const before = previousBoundary(this.text, at);
    const after = nextBoundary(this.text, at);
    this.replace(before, after, this.text.slice(at, after) + this.text.slice(before, at));
    return true;
  }
  transposeWords(): boolean {
    const end = this.wordRight();
    this.cursor = end;
    const start = this.wordLeft();
    this.cursor = start;
    const before = this.wordLeft();
    this.cursor = before;
    const beforeEnd = this.wordRight();
    if (beforeEnd > start || before === start) {
      this.cursor = end;
      return false;
    }
    const { text } = this;
    this.replace(before, end, text.slice(start, end) + text.slice(beforeEnd, start) + text.slice(before, beforeEnd));
    return true;
  }
  changeWord(change: (word: string) => string): void {
    const end = this.wordRight();
    this.replace(this.cursor, end, change(this.text.slice(this.cursor, end)));
  }
}
