/** One line of a `.dockerignore`. */
export interface IgnorePattern {
  /** The line begins with `!`: what it matches is taken after all. */
  readonly isException: boolean;
  /** Cleaned, without leading slash and `!`. */
  readonly text: string;
  readonly regular: RegExp;
}

/** A path without `.`, `..`, and doubled slashes where they can be resolved, as Go's `path.Clean` gives it. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  const isRooted = path.startsWith('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isRooted) parts.push('..');
  }
  return (isRooted ? '/' : '') + parts.join('/') || (isRooted ? '/' : '.');
}

/** A pattern as a regular expression over a whole path: `*` and `?` stay within a name, `**` crosses slashes. Throws a SyntaxError for an open `[`. */
function toRegular(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    if (character === '*' && pattern[at + 1] === '*') {
      at++;
      if (pattern[at + 1] === '/') at++;
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '\\' && at + 1 < pattern.length) source += escapeCharacter(pattern[++at] as string);
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) throw new SyntaxError('syntax error in pattern');
      source += `[${pattern.slice(at + 1, end).replaceAll('[', '\\[')}]`;
      at = end;
    } else source += escapeCharacter(character);
  }
  return new RegExp(`^${source}$`, 'us');
}

function escapeCharacter(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&').replace('\\-', '-');
}

/** Reads a `.dockerignore`. Throws a SyntaxError for a pattern that is none. */
export function parseIgnoreFile(text: string): IgnorePattern[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const isException = line.startsWith('!');
      const cleaned = cleanPath((isException ? line.slice(1) : line).trim()).replace(/^\/(?=.)/, '');
      return { isException, text: cleaned, regular: toRegular(cleaned) };
    })
    .filter(({ text: cleaned }) => cleaned !== '.');
}

/** Whether `path` (below the context, without leading slash) is left out: the last pattern that matches it or a directory above it decides. */
export function isIgnored(patterns: readonly IgnorePattern[], path: string): boolean {
  const parts = path.split('/');
  const withParents = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  let ignored = false;
  for (const { isException, regular } of patterns) {
    if (isException === !ignored) continue;
    if (withParents.some((candidate) => regular.test(candidate))) ignored = !isException;
  }
  return ignored;
}

/** Whether something below the directory `path`, which is left out, may be taken by an exception. */
export function mayHoldException(patterns: readonly IgnorePattern[], path: string): boolean {
  return patterns.some(({ isException, text }) => {
    if (!isException) return false;
    const names = text.split('/');
    const above = path.split('/');
    for (const [index, name] of above.entries()) {
      const own = names[index];
      if (own === undefined) return false;
      if (own.includes('**')) return true;
      if (!toRegular(own).test(name)) return false;
    }
    return names.length > above.length;
  });
}
