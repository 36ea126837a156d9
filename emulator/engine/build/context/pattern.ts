/** One segment of a Go path pattern as a regular expression's source. */
function segmentSource(segment: string): string {
  let source = '';
  for (let at = 0; at < segment.length; at++) {
    const letter = segment[at] ?? '';
    if (letter === '*') source += '[^/]*';
    else if (letter === '?') source += '[^/]';
    else if (letter === '\\' && at + 1 < segment.length) source += escapeLetter(segment[++at] ?? '');
    else if (letter === '[') {
      const end = segment.indexOf(']', at + 2);
      if (end < 0) source += '\\[';
      else {
        source += `[${segment.slice(at + 1, end).replaceAll('\\', '\\\\')}]`;
        at = end;
      }
    } else source += escapeLetter(letter);
  }
  return source;
}

const escapeLetter = (letter: string) => letter.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');

/** Whether a source of COPY has letters that stand for others. */
export function hasWildcard(path: string): boolean {
  return /[*?[]/.test(path);
}

/** A path pattern: `*`, `?` and `[…]` stop at slashes, `**` does not. */
export function pathPattern(pattern: string): RegExp {
  const parts = pattern.split('/').filter((part) => part !== '');
  let source = '';
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    if (part === '**') source += last ? '.*' : '(?:[^/]+/)*';
    else source += segmentSource(part) + (last ? '' : '/');
  }
  return new RegExp(`^${source}$`);
}

/** Whether an ignore file's patterns leave `path` out: the last pattern that fits it, or a directory above it, decides. */
export function isIgnored(path: string, patterns: readonly string[]): boolean {
  let ignored = false;
  const parts = path.split('/');
  const candidates = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  for (const raw of patterns) {
    const negative = raw.startsWith('!');
    const expression = pathPattern(negative ? raw.slice(1) : raw);
    if (candidates.some((candidate) => expression.test(candidate))) ignored = !negative;
  }
  return ignored;
}

/** The patterns of a .dockerignore: without comments and empty lines. */
export function ignorePatterns(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('!') ? `!${line.slice(1).trim().replace(/^\/+/, '')}` : line.replace(/^\/+/, '')));
}
