import { EngineError } from '../error';

/**
 * A pattern of Go's `path.Match` as a regular expression: `*` and `?` stop at slashes, `[a-z]` and `[^a-z]` are classes, a backslash protects.
 * Throws `EngineError` (syntax error in pattern) when it is none.
 */
export function pathPattern(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) throw new EngineError('system', 'syntax error in pattern');
      source += `[${pattern.slice(at + 1, end).replaceAll('[', '\\[')}]`;
      at = end;
    } else if (character === '\\') {
      const next = pattern[++at];
      if (next === undefined) throw new EngineError('system', 'syntax error in pattern');
      source += escapeExpression(next);
    } else source += escapeExpression(character);
  }
  return new RegExp(`^${source}$`);
}

const escapeExpression = (text: string) => text.replaceAll(/[.*+?^$(){}|[\]\\/]/g, '\\$&');
