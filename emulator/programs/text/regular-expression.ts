/** POSIX regular expressions, translated to JavaScript's. Matching is by JavaScript's rules: the first alternative that fits, not the longest. */

const classes: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9a-fA-F',
};

/** The expression is malformed; `message` is GNU's sentence. */
export class RegularExpressionError extends Error {
  override readonly name = 'RegularExpressionError';
}

/**
 * JavaScript source for a basic or extended POSIX expression with GNU's additions (`\<`, `\>`, `\b`, `\w`, `\s`, `\+`, `\?`, `\|`).
 * Throws {@link RegularExpressionError}.
 */
export function translateExpression(pattern: string, kind: 'basic' | 'extended'): string {
  const extended = kind === 'extended';
  let out = '';
  let depth = 0;
  let at = 0;
  let startOfBranch = true;
  /** Whether something stands before a repetition. */
  let repeatable = false;
  const fail = (message: string): never => {
    throw new RegularExpressionError(message);
  };
  const literal = (character: string) => {
    out += character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    repeatable = true;
    startOfBranch = false;
  };
  const open = () => {
    out += '(';
    depth++;
    startOfBranch = true;
    repeatable = false;
  };
  const close = () => {
    out += ')';
    depth--;
    repeatable = true;
    startOfBranch = false;
  };
  const alternative = () => {
    out += '|';
    startOfBranch = true;
    repeatable = false;
  };
  const repeat = (operator: string) => {
    out += operator;
    // Repeating a repetition means the same as repeating it once.
    repeatable = true;
  };
  const interval = (closing: string): boolean => {
    const match = new RegExp(`^(\\d*)(,?)(\\d*)${closing === '}' ? '\\}' : '\\\\\\}'}`).exec(pattern.slice(at));
    if (!match || (match[1] === '' && match[2] === '')) return false;
    const [whole, from = '', comma, to = ''] = match;
    if (to !== '' && Number(to) < Number(from || 0)) fail('Invalid content of \\{\\}');
    at += whole.length;
    repeat(`{${from === '' ? '0' : from}${comma}${to}}`);
    return true;
  };

  while (at < pattern.length) {
    const character = pattern[at] ?? '';
    if (character === '\\') {
      const next = pattern[at + 1];
      if (next === undefined) fail('Trailing backslash');
      at += 2;
      if (!extended && next === '(') open();
      else if (!extended && next === ')') {
        if (depth === 0) fail('Unmatched ) or \\)');
        close();
      } else if (!extended && next === '|') alternative();
      else if (!extended && (next === '+' || next === '?')) {
        if (repeatable) repeat(next);
        else literal(next);
      } else if (!extended && next === '{') {
        if (!repeatable) fail('Invalid preceding regular expression');
        if (!interval('\\}')) fail(pattern.includes('\\}', at) ? 'Invalid content of \\{\\}' : 'Unmatched \\{');
      } else if (next === '<' || next === '>') {
        out += next === '<' ? '\\b(?=\\w)' : '\\b(?<=\\w)';
        startOfBranch = false;
      } else if (next === '`') out += '(?<![^])';
      else if (next === "'") out += '(?![^])';
      else if (/[bBwWsS]/.test(next ?? '')) {
        out += `\\${next}`;
        repeatable = true;
        startOfBranch = false;
      } else if (/[1-9]/.test(next ?? '')) {
        out += `\\${next}(?:)`;
        repeatable = true;
        startOfBranch = false;
      } else if (next === 'n') literal('\n');
      else if (next === 't') literal('\t');
      else literal(next ?? '');
      continue;
    }
    if (character === '[') {
      const [source, end] = translateBracket(pattern, at);
      out += source;
      at = end;
      repeatable = true;
      startOfBranch = false;
      continue;
    }
    at++;
    if (character === '.') {
      out += '[^\\n]';
      repeatable = true;
      startOfBranch = false;
    } else if (character === '*') {
      if (startOfBranch || !repeatable) {
        if (extended && startOfBranch && out === '') continue; // GNU takes a leading * for nothing
        literal('*');
      } else repeat('*');
    } else if (character === '^') {
      if (extended || startOfBranch) out += '^';
      else literal('^');
    } else if (character === '$') {
      const rest = pattern.slice(at);
      if (extended || rest === '' || rest.startsWith('\\)') || rest.startsWith('\\|')) out += '$';
      else literal('$');
    } else if (extended && character === '(') open();
    else if (extended && character === ')') {
      if (depth === 0) literal(')');
      else close();
    } else if (extended && character === '|') alternative();
    else if (extended && (character === '+' || character === '?')) {
      if (repeatable) repeat(character);
      else if (out !== '') literal(character);
    } else if (extended && character === '{') {
      if (!repeatable || !interval('}')) literal('{');
    } else literal(character);
  }
  if (depth > 0) fail('Unmatched ( or \\(');
  return out.replaceAll(/([*+?}])([*+?])/g, (whole, first: string, second: string) => (first === '}' ? `${first}${second}` : first === second ? first : '*'));
}

/** A bracket expression that begins at `start`: JavaScript source and where it ends. */
function translateBracket(pattern: string, start: number): [string, number] {
  let at = start + 1;
  let source = '[';
  if (pattern[at] === '^') {
    source += '^';
    at++;
  }
  let first = true;
  for (;;) {
    const character = pattern[at];
    if (character === undefined) throw new RegularExpressionError('Unmatched [, [^, [:, [., or [=');
    if (character === ']' && !first) return [source === '[^' ? '[^]' : `${source}]`, at + 1];
    first = false;
    const named = /^\[([:.=])(.*?)\1\]/.exec(pattern.slice(at));
    if (named) {
      const [whole, kind, name = ''] = named;
      if (kind === ':' && !(name in classes)) throw new RegularExpressionError('Invalid character class name');
      source += kind === ':' ? classes[name] : name.replace(/[\\\]^-]/g, '\\$&');
      at += whole.length;
      continue;
    }
    const isRange = pattern[at + 1] === '-' && pattern[at + 2] !== undefined && pattern[at + 2] !== ']';
    if (isRange) {
      const to = pattern[at + 2] ?? '';
      if (to < character) throw new RegularExpressionError('Invalid range end');
      source += `${escapeInClass(character)}-${escapeInClass(to)}`;
      at += 3;
    } else {
      source += escapeInClass(character);
      at++;
    }
  }
}

const escapeInClass = (character: string) => (/[\\\]^[-]/.test(character) ? `\\${character}` : character);
