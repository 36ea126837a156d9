/**
 * Patterns as in case, [[ ]], ${x#…} and file names. In the text of a pattern a backslash quotes what follows it. Matching follows all
 * ways at once (a set of positions), so that no pattern takes exponential time.
 */
type PatternNode =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'any' }
  | { readonly type: 'many' }
  | { readonly type: 'class'; readonly test: (letter: string) => boolean }
  | { readonly type: 'group'; readonly operator: string; readonly alternatives: readonly (readonly PatternNode[])[] };

export interface PatternOptions {
  /** Letters match whatever their case (`nocasematch`, `nocaseglob`). */
  readonly ignoreCase?: boolean;
  /** `?(…)`, `*(…)`, `+(…)`, `@(…)`, `!(…)` are known. */
  readonly extended?: boolean;
}

export interface Pattern {
  /** Set when the pattern is plain text. */
  readonly literal: string | undefined;
  matches(text: string): boolean;
  /** All positions at which a match that begins at `start` can end. */
  ends(text: string, start: number): number[];
}

/** Whether `text` has a character that patterns give a meaning. */
export function hasPattern(text: string, extended: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '\\') i++;
    else if (letter === '*' || letter === '?') return true;
    else if (letter === '[' && text.indexOf(']', i + 2) > 0) return true;
    else if (extended && text[i + 1] === '(' && '+@!'.includes(letter as string)) return true;
  }
  return false;
}

/** Makes `text` stand for itself in a pattern. */
export function quotePattern(text: string): string {
  return text.replace(/[\\*?[\]()|!@+^-]/g, '\\$&');
}

/** The text that a pattern without special characters stands for. */
export function unquotePattern(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

const cache = new Map<string, Pattern>();

export function compilePattern(source: string, options: PatternOptions = {}): Pattern {
  const key = `${options.ignoreCase ? 'i' : '-'}${options.extended ? 'x' : '-'}${source}`;
  let pattern = cache.get(key);
  if (!pattern) {
    pattern = createPattern(source, options);
    if (cache.size > 500) cache.clear();
    cache.set(key, pattern);
  }
  return pattern;
}

function createPattern(source: string, options: PatternOptions): Pattern {
  const fold = options.ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const nodes = new PatternParser(source, options.extended === true, fold).sequence('');
  const only = nodes[0];
  const literal = nodes.length === 0 ? '' : nodes.length === 1 && only?.type === 'literal' && !options.ignoreCase ? only.text : undefined;
  if (literal !== undefined) {
    return { literal, matches: (text) => text === literal, ends: (text, start) => (text.startsWith(literal, start) ? [start + literal.length] : []) };
  }
  return {
    literal: undefined,
    matches: (text) => advance(nodes, fold(text), new Set([0])).has(text.length),
    ends: (text, start) => [...advance(nodes, fold(text), new Set([start]))],
  };
}

function advance(nodes: readonly PatternNode[], text: string, from: Set<number>): Set<number> {
  let positions = from;
  for (const node of nodes) {
    if (positions.size === 0) return positions;
    positions = step(node, text, positions);
  }
  return positions;
}

function step(node: PatternNode, text: string, from: Set<number>): Set<number> {
  const to = new Set<number>();
  switch (node.type) {
    case 'literal':
      for (const at of from) if (text.startsWith(node.text, at)) to.add(at + node.text.length);
      return to;
    case 'any':
      for (const at of from) if (at < text.length) to.add(at + letterLength(text, at));
      return to;
    case 'many': {
      let least = text.length;
      for (const at of from) least = Math.min(least, at);
      for (let at = least; at <= text.length; at++) to.add(at);
      return to;
    }
    case 'class':
      for (const at of from) if (at < text.length && node.test(text.slice(at, at + letterLength(text, at)))) to.add(at + letterLength(text, at));
      return to;
    case 'group':
      return stepGroup(node.operator, node.alternatives, text, from);
  }
}

function stepGroup(operator: string, alternatives: readonly (readonly PatternNode[])[], text: string, from: Set<number>): Set<number> {
  const once = (positions: Set<number>) => {
    const to = new Set<number>();
    for (const nodes of alternatives) for (const at of advance(nodes, text, positions)) to.add(at);
    return to;
  };
  if (operator === '!') {
    const to = new Set<number>();
    for (const at of from) {
      const excluded = once(new Set([at]));
      for (let end = at; end <= text.length; end++) if (!excluded.has(end)) to.add(end);
    }
    return to;
  }
  const reached = operator === '?' || operator === '*' ? new Set(from) : new Set<number>();
  let fresh = once(from);
  for (;;) {
    const added = new Set<number>();
    for (const at of fresh) {
      if (reached.has(at)) continue;
      reached.add(at);
      added.add(at);
    }
    if (added.size === 0 || operator === '?' || operator === '@') return reached;
    fresh = once(added);
  }
}

function letterLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1;
}

const namedClasses: Record<string, RegExp> = {
  alpha: /\p{L}/u,
  digit: /[0-9]/,
  alnum: /[\p{L}\p{N}]/u,
  upper: /\p{Lu}/u,
  lower: /\p{Ll}/u,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  print: /[^\p{C}]/u,
  graph: /[^\p{C}\s]/u,
  cntrl: /\p{Cc}/u,
  xdigit: /[0-9A-Fa-f]/,
  word: /[\p{L}\p{N}_]/u,
};

class PatternParser {
  private at = 0;
  constructor(
    private readonly source: string,
    private readonly extended: boolean,
    private readonly fold: (text: string) => string,
  ) {}

  /** Reads up to one of `until`. */
  sequence(until: string): PatternNode[] {
    const nodes: PatternNode[] = [];
    let text = '';
    const flush = () => {
      if (text) nodes.push({ type: 'literal', text: this.fold(text) });
      text = '';
    };
    while (this.at < this.source.length) {
      const letter = this.source[this.at] as string;
      if (until.includes(letter)) break;
      if (this.extended && this.source[this.at + 1] === '(' && '?*+@!'.includes(letter)) {
        const group = this.group(letter);
        if (group) {
          flush();
          nodes.push(group);
          continue;
        }
      }
      this.at++;
      if (letter === '\\') {
        text += this.source[this.at] ?? '\\';
        this.at++;
      } else if (letter === '*') {
        flush();
        if (nodes[nodes.length - 1]?.type !== 'many') nodes.push({ type: 'many' });
      } else if (letter === '?') {
        flush();
        nodes.push({ type: 'any' });
      } else if (letter === '[') {
        const test = this.bracket();
        if (test) {
          flush();
          nodes.push({ type: 'class', test });
        } else text += '[';
      } else text += letter;
    }
    flush();
    return nodes;
  }

  private group(operator: string): PatternNode | undefined {
    const start = this.at;
    this.at += 2;
    const alternatives: PatternNode[][] = [];
    for (;;) {
      alternatives.push(this.sequence('|)'));
      const end = this.source[this.at];
      this.at++;
      if (end === '|') continue;
      if (end === ')') return { type: 'group', operator, alternatives };
      this.at = start;
      return undefined;
    }
  }

  /** What follows `[`; undefined, with nothing read, when no bracket closes it. */
  private bracket(): ((letter: string) => boolean) | undefined {
    const start = this.at;
    const { source } = this;
    let negated = false;
    if (source[this.at] === '!' || source[this.at] === '^') {
      negated = true;
      this.at++;
    }
    const tests: ((letter: string) => boolean)[] = [];
    let first = true;
    for (;;) {
      const letter = source[this.at];
      if (letter === undefined) {
        this.at = start;
        return undefined;
      }
      if (letter === ']' && !first) break;
      first = false;
      const named = /^\[:([a-z]+):\]/.exec(source.slice(this.at, this.at + 12));
      if (named) {
        const pattern = namedClasses[named[1] ?? ''];
        if (pattern) tests.push((candidate) => pattern.test(candidate));
        this.at += named[0].length;
        continue;
      }
      const low = this.fold(this.bracketLetter());
      if (source[this.at] === '-' && source[this.at + 1] !== undefined && source[this.at + 1] !== ']') {
        this.at++;
        const high = this.fold(this.bracketLetter());
        tests.push((candidate) => candidate >= low && candidate <= high);
      } else tests.push((candidate) => candidate === low);
    }
    this.at++;
    return (letter) => tests.some((test) => test(letter)) !== negated;
  }

  private bracketLetter(): string {
    if (this.source[this.at] === '\\') this.at++;
    const length = letterLength(this.source, this.at);
    const letter = this.source.slice(this.at, this.at + length);
    this.at += length;
    return letter;
  }
}
