const classes: Record<string, string> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  print: '\\x20-\\x7e\\u{a0}-\\u{10ffff}',
  graph: '\\x21-\\x7e\\u{a1}-\\u{10ffff}',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};

/** A POSIX extended regular expression as a JavaScript one (flag `u`). */
export function translateRegular(source: string): string {
  let result = '';
  let at = 0;
  let start = true;
  while (at < source.length) {
    const letter = source[at] as string;
    if (letter === '[') {
      const end = bracketEnd(source, at);
      if (end > 0) {
        result += translateBracket(source.slice(at + 1, end));
        at = end + 1;
        start = false;
        continue;
      }
    }
    if (letter === '\\') {
      const next = source[at + 1] ?? '\\';
      result += /[\\^$.*+?()[\]{}|/]/.test(next)
        ? `\\${next}`
        : /[bBwWsS]/.test(next)
          ? `\\${next}`
          : next === '<' || next === '>'
            ? '\\b'
            : escapeLetter(next);
      at += 2;
      start = false;
      continue;
    }
    if (letter === '{' && !/^\{\d+(,\d*)?\}/.test(source.slice(at))) result += '\\{';
    else if (letter === '}' && !/\{\d+(,\d*)?$/.test(source.slice(0, at))) result += '\\}';
    else if (letter === ']') result += '\\]';
    else if (letter === '*' && start) result += '\\*';
    else result += letter;
    start = letter === '(' || letter === '|' || letter === '^';
    at++;
  }
  return result;
}

function escapeLetter(letter: string): string {
  return /[A-Za-z0-9_]/.test(letter) ? letter : `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`;
}

function bracketEnd(source: string, open: number): number {
  let at = open + 1;
  if (source[at] === '^') at++;
  if (source[at] === ']') at++;
  while (at < source.length && source[at] !== ']') {
    if (source[at] === '[' && /[:.=]/.test(source[at + 1] ?? '')) {
      const end = source.indexOf(`${source[at + 1]}]`, at + 2);
      if (end > 0) at = end + 1;
    }
    at++;
  }
  return at < source.length ? at : -1;
}

function translateBracket(inner: string): string {
  const negated = inner.startsWith('^');
  const body = (negated ? inner.slice(1) : inner).replace(
    /\[:(\w+):\]|[\\\]/[{}()|&~!#%,;<=>@`-]/g,
    (found, name: string | undefined, offset: number, whole: string) => {
      if (name !== undefined) return classes[name] ?? '';
      // A dash between two letters makes a range.
      if (found === '-') return offset === 0 || offset === whole.length - 1 ? '\\-' : '-';
      return /[\\\]/[{}()|-]/.test(found) ? `\\${found}` : found;
    },
  );
  return `[${negated ? '^' : ''}${body}]`;
}
