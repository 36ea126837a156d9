/** Changes beyond which a word is no misspelling of another. */
const furthest = 3;

/** How many letters must be put in, taken out or replaced to make `a` of `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The option that `word` was most likely meant to be; undefined when none is near, or when it is one of them. */
export function nearest(word: string, options: Iterable<string>, caseSensitive = true): string | undefined {
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase());
  let best: string | undefined;
  let least = furthest;
  for (const option of options) {
    if (fold(option) === fold(word)) return undefined;
    const far = distance(fold(word), fold(option));
    if (far < least) {
      least = far;
      best = option;
    }
  }
  return best;
}

/** `message` with ` (did you mean …?)` when an option is near. */
export function withSuggestion(message: string, word: string, options: Iterable<string>, caseSensitive = true): string {
  const near = nearest(word, options, caseSensitive);
  return near === undefined ? message : `${message} (did you mean ${near}?)`;
}
