// Options as getopt_long takes them, from one table per command. Each entry is `'a,all'` (a flag), `'n,lines='` (with a value) or
// `'color[=]'` (a value only as `--color=x`, or glued to its letter); letters and long names may be several: `'r,R,recursive'`.

/** What was given, by the table's keys. */
export class ParsedOptions<Key extends string> {
  constructor(
    /** Every option in the order given, with its value. */
    readonly given: readonly { readonly key: Key; readonly value: string | undefined }[],
    readonly operands: readonly string[],
  ) {}

  has(key: Key): boolean {
    return this.given.some((option) => option.key === key);
  }
  /** The last value given for `key`. */
  value(key: Key): string | undefined {
    return this.given.findLast((option) => option.key === key)?.value;
  }
  values(key: Key): string[] {
    return this.given.flatMap((option) => (option.key === key && option.value !== undefined ? [option.value] : []));
  }
  /** Of several that exclude each other, the one given last. */
  last<Chosen extends Key>(...keys: Chosen[]): Chosen | undefined {
    return this.given.findLast((option): option is { key: Chosen; value: string | undefined } => (keys as Key[]).includes(option.key))?.key;
  }
}

/** The command line is not what the table allows; `message` is GNU's sentence without the program's name. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

interface Definition<Key extends string> {
  readonly key: Key;
  readonly names: readonly string[];
  readonly value: 'none' | 'required' | 'optional';
}

function readTable<Key extends string>(table: Readonly<Record<Key, string>>): Definition<Key>[] {
  return (Object.entries(table) as [Key, string][]).map(([key, text]) => {
    const value = text.endsWith('[=]') ? 'optional' : text.endsWith('=') ? 'required' : 'none';
    return { key, value, names: text.replace(/(\[=\]|=)$/, '').split(',') };
  });
}

/** How a command's line differs from the usual. */
export interface ParseSettings<Key extends string> {
  /** Options end at the first operand. */
  readonly stopAtOperand?: boolean;
  /** `-5` means this option with the value 5. */
  readonly digits?: Key;
  /** What becomes of the words first, for syntaxes older than options. */
  readonly rewrite?: (words: readonly string[]) => readonly string[];
  /** Words that are operands although they begin with `-` (chmod's `-x`). */
  readonly isOperand?: (word: string) => boolean;
}

/**
 * Splits `words` (argv without its first) by the table. Options may stand after operands unless `stopAtOperand` (as for
 * `env`, `sudo`, `xargs`). Throws {@link OptionError}.
 */
export function parseOptions<Key extends string>(
  words: readonly string[],
  table: Readonly<Record<Key, string>>,
  { stopAtOperand = false, digits, isOperand }: ParseSettings<Key> = {},
): ParsedOptions<Key> {
  const definitions = readTable(table);
  const given: { key: Key; value: string | undefined }[] = [];
  const operands: string[] = [];
  let index = 0;

  function takeLong(word: string): void {
    const at = word.indexOf('=');
    const name = at < 0 ? word.slice(2) : word.slice(2, at);
    const candidates = definitions.flatMap((definition) => definition.names.filter((one) => one.length > 1 && one.startsWith(name)).map((one) => ({ one, definition })));
    const exact = candidates.find((candidate) => candidate.one === name);
    const chosen = exact ?? (new Set(candidates.map((candidate) => candidate.definition)).size === 1 ? candidates[0] : undefined);
    if (!chosen && candidates.length > 1) {
      throw new OptionError(`option '--${name}' is ambiguous; possibilities: ${candidates.map((candidate) => `'--${candidate.one}'`).join(' ')}`);
    }
    if (!chosen) throw new OptionError(`unrecognized option '--${name}'`);
    const { key, value } = chosen.definition;
    if (at >= 0 && value === 'none') throw new OptionError(`option '--${chosen.one}' doesn't allow an argument`);
    if (at >= 0) given.push({ key, value: word.slice(at + 1) });
    else if (value !== 'required') given.push({ key, value: undefined });
    else if (index < words.length) given.push({ key, value: words[index++] });
    else throw new OptionError(`option '--${chosen.one}' requires an argument`);
  }

  function takeShort(word: string): void {
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      const definition = definitions.find((one) => one.names.includes(letter));
      if (!definition) throw new OptionError(`invalid option -- '${letter}'`);
      const rest = word.slice(at + 1);
      if (definition.value === 'none') given.push({ key: definition.key, value: undefined });
      else if (definition.value === 'optional') {
        given.push({ key: definition.key, value: rest === '' ? undefined : rest });
        return;
      } else if (rest !== '') {
        given.push({ key: definition.key, value: rest });
        return;
      } else if (index < words.length) {
        given.push({ key: definition.key, value: words[index++] });
      } else throw new OptionError(`option requires an argument -- '${letter}'`);
    }
  }

  while (index < words.length) {
    const word = words[index++] ?? '';
    if (word === '--') {
      operands.push(...words.slice(index));
      break;
    }
    if (isOperand?.(word)) operands.push(word);
    else if (digits !== undefined && /^-\d+$/.test(word)) given.push({ key: digits, value: word.slice(1) });
    else if (word.startsWith('--')) takeLong(word);
    else if (word.startsWith('-') && word.length > 1) takeShort(word);
    else if (stopAtOperand) {
      operands.push(...words.slice(index - 1));
      break;
    } else operands.push(word);
  }
  return new ParsedOptions(given, operands);
}
