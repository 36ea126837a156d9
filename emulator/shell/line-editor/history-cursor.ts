/** Going through the history while a line is edited. Changes to an entry stay with it until the line is finished. */
export class HistoryCursor {
  private index: number;
  private readonly changed = new Map<number, string>();

  constructor(private readonly entries: readonly string[]) {
    this.index = entries.length;
  }

  private at(index: number): string {
    return this.changed.get(index) ?? this.entries[index] ?? '';
  }

  /** Goes to another entry, keeping `current` where it is; undefined when there is none. */
  move(step: number, current: string): string | undefined {
    return this.go(this.index + step, current);
  }
  first(current: string): string | undefined {
    return this.go(0, current);
  }
  last(current: string): string | undefined {
    return this.go(this.entries.length, current);
  }
  private go(index: number, current: string): string | undefined {
    if (index < 0 || index > this.entries.length || index === this.index) return undefined;
    this.changed.set(this.index, current);
    this.index = index;
    return this.at(index);
  }

  /** The nearest entry from here (not itself, unless `here`) that has `text`; the cursor moves there. */
  search(text: string, backwards: boolean, here: boolean, current: string): { text: string; at: number } | undefined {
    const step = backwards ? -1 : 1;
    for (let index = here ? Math.min(this.index, this.entries.length - 1) : this.index + step; index >= 0 && index < this.entries.length; index += step) {
      const entry = this.at(index);
      const at = backwards ? entry.lastIndexOf(text) : entry.indexOf(text);
      if (at < 0) continue;
      if (!here && entry === current) continue;
      this.changed.set(this.index, current);
      this.index = index;
      return { text: entry, at };
    }
    return undefined;
  }

  /** The last word of the entry `back` before the newest, for Meta-. */
  lastWord(back: number): string | undefined {
    const entry = this.entries[this.entries.length - back];
    return entry === undefined ? undefined : (/(?:"[^"]*"|'[^']*'|\\.|\S)+$/.exec(entry.trimEnd())?.[0] ?? '');
  }
}
