/** One thing that the word at the cursor could become. */
export interface Candidate {
  /** What to put in the word's place, quoted as need be. */
  readonly text: string;
  /** What to show in a list. */
  readonly display: string;
  /** What to put behind it when it is the only one: a blank, a closing quote and a blank, or nothing (after a directory's slash). */
  readonly suffix: string;
}
export interface Completion {
  /** Where the word begins in the line. */
  readonly start: number;
  readonly candidates: readonly Candidate[];
}

/** Completes the word before `cursor`. */
export type Completer = (line: string, cursor: number) => Promise<Completion>;

/** The longest beginning that all texts have. */
export function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? '';
  for (const text of texts) {
    let length = 0;
    while (length < prefix.length && prefix[length] === text[length]) length++;
    prefix = prefix.slice(0, length);
  }
  return prefix;
}
