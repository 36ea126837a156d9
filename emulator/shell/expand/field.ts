import { largestText, OutOfMemory } from '../state/control';
import { quotePattern } from './pattern';

/** A field in the making: text, and which of it was quoted. */
export interface Field {
  readonly chunks: { text: string; quoted: boolean }[];
}

export function fieldText(field: Field): string {
  let text = '';
  for (const chunk of field.chunks) text += chunk.text;
  return text;
}

/** The field as a pattern: what was quoted stands for itself. In unquoted text a backslash (which can only come out of a variable) stays. */
export function fieldPattern(field: Field): string {
  let text = '';
  for (const chunk of field.chunks) text += chunk.quoted ? quotePattern(chunk.text) : chunk.text;
  return text;
}

/** Gathers what the parts of a word expand to, cutting it into fields where IFS says so. */
export class FieldBuilder {
  readonly fields: Field[] = [];
  private current: Field | undefined;
  private letters = 0;

  /** `split` false: everything becomes one field (assignments, case words…). */
  constructor(
    private readonly separators: string,
    readonly split: boolean,
  ) {}

  private open(): Field {
    if (!this.current) {
      this.current = { chunks: [] };
      this.fields.push(this.current);
    }
    return this.current;
  }

  add(text: string, quoted: boolean): void {
    this.letters += text.length;
    if (this.letters > largestText) throw new OutOfMemory(this.letters);
    const { chunks } = this.open();
    const last = chunks[chunks.length - 1];
    if (last && last.quoted === quoted) last.text += text;
    else chunks.push({ text, quoted });
  }

  /** What follows goes into a field of its own. */
  end(): void {
    this.current = undefined;
  }

  /** Adds the unquoted result of an expansion: cut at IFS. */
  addSplit(text: string): void {
    if (!this.split) {
      this.add(text, false);
      return;
    }
    if (text === '') return;
    const { separators } = this;
    if (separators === '') {
      this.add(text, false);
      return;
    }
    let from = 0;
    let at = 0;
    const isSpace = (letter: string) => separators.includes(letter) && (letter === ' ' || letter === '\t' || letter === '\n');
    while (at < text.length) {
      const letter = text[at] as string;
      if (!separators.includes(letter)) {
        at++;
        continue;
      }
      if (at > from) this.add(text.slice(from, at), false);
      // White space around one other separator counts as one with it.
      let end = at;
      while (end < text.length && isSpace(text[end] as string)) end++;
      const hard = end < text.length && separators.includes(text[end] as string);
      if (hard) {
        // Two separators with nothing between them hold an empty field.
        if (!this.current && at === from) this.open();
        end++;
        while (end < text.length && isSpace(text[end] as string)) end++;
      }
      this.current = undefined;
      from = at = end;
    }
    if (from < text.length) this.add(text.slice(from), false);
  }
}
