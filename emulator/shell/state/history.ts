/** The commands that were typed, with the numbers that `history` and `!n` use. */
export class History {
  private lines: string[] = [];
  private first = 1;
  /** HISTSIZE; undefined for no limit. */
  limit: number | undefined = 500;
  /** Lines that have been read from or written to the file already. */
  saved = 0;

  add(line: string): void {
    this.lines.push(line);
    this.trim();
  }
  replaceLast(line: string): void {
    this.lines[this.lines.length - 1] = line;
  }
  private trim(): void {
    if (this.limit === undefined) return;
    while (this.lines.length > this.limit) {
      this.lines.shift();
      this.first++;
      if (this.saved > 0) this.saved--;
    }
  }
  clear(): void {
    this.lines = [];
    this.first = 1;
    this.saved = 0;
  }
  /** Removes the entry with this number; false when there is none. */
  remove(number: number): boolean {
    const index = number - this.first;
    if (index < 0 || index >= this.lines.length) return false;
    this.lines.splice(index, 1);
    return true;
  }
  nextNumber(): number {
    return this.first + this.lines.length;
  }
  /** The oldest first. */
  all(): readonly string[] {
    return this.lines;
  }
  firstNumber(): number {
    return this.first;
  }
  get(number: number): string | undefined {
    return this.lines[number - this.first];
  }
  clone(): History {
    const copy = new History();
    copy.lines = this.lines.slice();
    copy.first = this.first;
    copy.limit = this.limit;
    copy.saved = this.saved;
    return copy;
  }
}
