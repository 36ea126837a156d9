/** Options as they were given: those with a value in order, and those without. */
export interface ParsedOptions {
  readonly values: ReadonlyMap<string, string[]>;
  readonly flags: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/**
 * Splits GNU-style options. `short` maps a letter to the long name that its value is kept under, or to `true` when it takes none.
 * Long options with a value are known by that name; all others are flags. Returns the error text for an unknown letter or a missing value.
 */
export function parseArgs(words: readonly string[], short: Readonly<Record<string, string | true>>): ParsedOptions | string {
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  const rest: string[] = [];
  const withValue = new Set(Object.values(short).filter((name) => name !== true));
  const keep = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value]);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word.startsWith('--')) {
      const [name = '', value] = [word.slice(2).split('=')[0], word.includes('=') ? word.slice(word.indexOf('=') + 1) : undefined];
      if (!withValue.has(name)) flags.add(name);
      else if (value !== undefined) keep(name, value);
      else if (i + 1 < words.length) keep(name, words[++i] ?? '');
      else return `option '--${name}' requires an argument`;
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? '';
        const meaning = short[letter];
        if (meaning === undefined) return `invalid option -- '${letter}'`;
        if (meaning === true) {
          flags.add(letter);
          continue;
        }
        const value = word.slice(at + 1) || words[++i];
        if (value === undefined) return `option requires an argument -- '${letter}'`;
        keep(meaning, value);
        break;
      }
    } else rest.push(word);
  }
  return { values, flags, rest };
}
