import { DockerfileError } from './error';
import { applyModifier } from './modifiers';

/** What is known of variables where a word is expanded. */
export type Variables = ReadonlyMap<string, string>;

/** A word expanded. */
export interface Expanded {
  readonly text: string;
  /** The same as separate words, as the shell would split them. */
  readonly words: readonly string[];
  /** Names that were used without being there, and without a word of their own for that case. */
  readonly undefinedNames: readonly string[];
}

/** Expands words of a Dockerfile: variables with their modifiers, quotes, escapes. */
export interface ExpandOptions {
  readonly escape: '\\' | '`';
  /**
   * `process` (default) takes quotes and escapes away as the shell does. `raw` leaves quotes, and unknown variables, as they are written: for the
   * names of RUN's steps. `ignore` takes quotes as any letter: for here-documents.
   */
  readonly quotes?: 'process' | 'raw' | 'ignore';
}

const nameStart = /[A-Za-z_]/;
const nameLetter = /[A-Za-z0-9_]/;
const special = /[@*#0-9]/;

/** Expands `word`. Throws {@link DockerfileError} as BuildKit says it: `failed to process "…": …`. */
export function expand(word: string, variables: Variables, options: ExpandOptions): Expanded {
  const walk = new Expansion(word, variables, options);
  try {
    const text = walk.until('');
    return { text, words: walk.words(), undefinedNames: [...walk.undefinedNames] };
  } catch (error) {
    if (error instanceof DockerfileError) throw new DockerfileError(`failed to process ${JSON.stringify(word)}: ${error.message}`);
    throw error;
  }
}

class Expansion {
  private at = 0;
  private readonly split: string[] = [];
  private current = '';
  private open = false;
  readonly undefinedNames = new Set<string>();

  constructor(
    private readonly source: string,
    private readonly variables: Variables,
    private readonly options: ExpandOptions,
  ) {}

  words(): string[] {
    this.endWord();
    return this.split;
  }

  private endWord(): void {
    if (this.open) this.split.push(this.current);
    this.current = '';
    this.open = false;
  }

  private add(text: string): string {
    this.current += text;
    this.open = true;
    return text;
  }

  /** Everything up to `stop` (which is not consumed), or to the end. */
  until(stop: string): string {
    const { escape, quotes = 'process' } = this.options;
    let text = '';
    while (this.at < this.source.length) {
      const letter = this.source[this.at] ?? '';
      if (stop !== '' && letter === stop) return text;
      if (letter === "'" && quotes !== 'ignore') text += this.add(this.singleQuoted());
      else if (letter === '"' && quotes !== 'ignore') text += this.add(this.doubleQuoted());
      else if (letter === '$') text += this.add(this.dollar());
      else if (letter === escape) text += this.add(this.escaped());
      else if (stop === '' && /\s/.test(letter)) {
        this.endWord();
        text += letter;
        this.at++;
      } else {
        text += this.add(letter);
        this.at++;
      }
    }
    if (stop !== '') throw new DockerfileError('unexpected end of statement while looking for matching ' + stop);
    return text;
  }

  private escaped(): string {
    const { escape, quotes = 'process' } = this.options;
    this.at++;
    if (this.at >= this.source.length) return quotes === 'process' ? '' : escape;
    const letter = this.source[this.at++] ?? '';
    if (quotes === 'raw') return letter;
    return quotes === 'ignore' && letter !== '$' && letter !== escape ? escape + letter : letter;
  }

  private singleQuoted(): string {
    const end = this.source.indexOf("'", this.at + 1);
    if (end < 0) throw new DockerfileError('unexpected end of statement while looking for matching single-quote');
    const text = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    return this.options.quotes === 'raw' ? `'${text}'` : text;
  }

  private doubleQuoted(): string {
    const { escape } = this.options;
    const raw = this.options.quotes === 'raw';
    this.at++;
    let text = raw ? '"' : '';
    for (;;) {
      const letter = this.source[this.at];
      if (letter === undefined) throw new DockerfileError('unexpected end of statement while looking for matching double-quote');
      if (letter === '"') {
        this.at++;
        return raw ? `${text}"` : text;
      }
      if (letter === '$') text += this.dollar();
      else if (letter === escape) {
        const next = this.source[this.at + 1];
        if (next === undefined) throw new DockerfileError('unexpected end of statement while looking for matching double-quote');
        text += next === '"' || next === '$' || next === escape ? next : letter + next;
        this.at += 2;
      } else {
        text += letter;
        this.at++;
      }
    }
  }

  private dollar(): string {
    const start = this.at++;
    if (this.source[this.at] === '{') return this.braced(start);
    const name = this.name();
    if (name === '') return '$';
    return this.value(name, this.source.slice(start, this.at));
  }

  private name(): string {
    const first = this.source[this.at] ?? '';
    if (special.test(first)) {
      this.at++;
      return first;
    }
    if (!nameStart.test(first)) return '';
    const start = this.at;
    while (nameLetter.test(this.source[this.at] ?? '')) this.at++;
    return this.source.slice(start, this.at);
  }

  private value(name: string, written: string): string {
    const value = this.variables.get(name);
    if (value === undefined) {
      this.undefinedNames.add(name);
      return this.options.quotes === 'raw' ? written : '';
    }
    return value;
  }

  private braced(start: number): string {
    this.at++;
    const name = this.name();
    if (name === '') throw new DockerfileError(this.at >= this.source.length ? "syntax error: missing '}'" : 'bad substitution');
    const next = this.source[this.at];
    if (next === '}') {
      this.at++;
      return this.value(name, this.source.slice(start, this.at));
    }
    return applyModifier(
      {
        name,
        value: this.variables.get(name),
        markUndefined: () => this.undefinedNames.add(name),
      },
      {
        peek: () => this.source[this.at],
        take: () => this.source[this.at++],
        word: (stop) => this.until(stop),
        raw: (stop) => this.raw(stop),
      },
    );
  }

  /** A pattern: its letters as they are (escapes kept), up to `stop`, variables filled in. */
  private raw(stop: string): string {
    const { escape } = this.options;
    let text = '';
    while (this.at < this.source.length) {
      const letter = this.source[this.at] ?? '';
      if (letter === stop) return text;
      if (letter === '$') {
        text += this.dollar();
        continue;
      }
      if (letter === escape) {
        text += `\\${this.source[this.at + 1] ?? ''}`;
        this.at += 2;
        continue;
      }
      text += letter;
      this.at++;
    }
    return text;
  }
}
