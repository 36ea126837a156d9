import { SafeExpression } from '../../kernel/expression/safe-expression';
import { RegularExpressionError, translateExpression } from './regular-expression';

/** Where a line matches (start and end of each match), or undefined when it is not selected. */
export type Matcher = (line: string) => readonly (readonly [number, number])[] | undefined;

/** How patterns are to be taken. */
export interface MatchSettings {
  readonly kind: 'basic' | 'extended' | 'fixed' | 'perl';
  readonly ignoreCase: boolean;
  readonly whole: 'none' | 'word' | 'line';
  readonly invert: boolean;
}

/** A {@link Matcher} for any of `patterns`. Throws `RegularExpressionError`. */
export function createMatcher(patterns: readonly string[], settings: MatchSettings): Matcher {
  const sources = patterns.map((pattern) => {
    switch (settings.kind) {
      case 'fixed':
        return pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      case 'perl':
        return pattern;
      case 'basic':
      case 'extended':
        return translateExpression(pattern, settings.kind);
    }
  });
  const joined = sources.map((source) => `(?:${source})`).join('|');
  const wrapped = settings.whole === 'line' ? `^(?:${joined})$` : settings.whole === 'word' ? `(?<!\\w)(?:${joined})(?!\\w)` : joined;
  let expression: RegExp;
  try {
    // Back-references count groups over the whole: with several patterns they would shift, so each pattern keeps its own.
    expression = new SafeExpression(sources.length === 1 && settings.whole === 'none' ? (sources[0] ?? '') : wrapped, `g${settings.ignoreCase ? 'i' : ''}`);
  } catch (error) {
    throw new RegularExpressionError(error instanceof Error && /group/.test(error.message) ? 'missing closing parenthesis' : error instanceof Error ? error.message : 'Invalid regular expression');
  }
  return (line) => {
    expression.lastIndex = 0;
    const found = patterns.length > 0 && expression.test(line);
    if (found === settings.invert) return undefined;
    if (settings.invert) return [];
    const ranges: [number, number][] = [];
    expression.lastIndex = 0; // where test() left off is where matchAll would begin
    for (const match of line.matchAll(expression)) ranges.push([match.index, match.index + match[0].length]);
    return ranges;
  };
}
