import { AwkSyntaxError } from './tree';

export interface Token {
  readonly kind: 'number' | 'string' | 'pattern' | 'name' | 'call' | 'word' | 'operator' | 'newline' | 'end';
  readonly text: string;
  readonly line: number;
  /** A blank stands before it. */
  readonly spaced: boolean;
}

const words = new Set(['BEGIN', 'END', 'function', 'func', 'if', 'else', 'while', 'for', 'do', 'break', 'continue', 'next', 'nextfile', 'exit', 'return', 'delete', 'in', 'getline', 'print', 'printf']);
/** Functions that every awk has: a blank may stand before their parentheses. */
export const builtinNames = new Set(['length', 'substr', 'index', 'split', 'sub', 'gsub', 'match', 'sprintf', 'sin', 'cos', 'atan2', 'exp', 'log', 'sqrt', 'int', 'rand', 'srand', 'tolower', 'toupper', 'system', 'close', 'fflush', 'systime', 'strftime']);
const operators = ['**=', '&&', '||', '==', '<=', '>=', '!=', '+=', '-=', '*=', '/=', '%=', '^=', '++', '--', '>>', '**', '{', '}', '(', ')', '[', ']', ';', ',', '+', '-', '*', '/', '%', '^', '!', '>', '<', '|', '?', ':', '~', '$', '='];
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', '/': '/', a: '\u0007', b: '\b', f: '\f', v: '\v' };

/** The text of a string with its backslashes carried out. */
export function unescapeText(text: string): string {
  return text.replaceAll(/\\(?:([0-7]{1,3})|([^]))/g, (whole, octal: string | undefined, letter: string | undefined) => (octal !== undefined ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[letter ?? ''] ?? whole)));
}

/** Splits a program into tokens; a `/` begins a pattern where no value can stand before it. */
export function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let spaced = false;
  const push = (kind: Token['kind'], text: string) => {
    tokens.push({ kind, text, line, spaced });
    spaced = false;
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^(?:[ \t\r]+|#[^\n]*|\\\r?\n)/.exec(rest)?.[0];
    if (blank !== undefined) {
      at += blank.length;
      spaced = true;
      if (blank.endsWith('\n')) line++;
      continue;
    }
    if (rest.startsWith('\n')) {
      push('newline', '\n');
      line++;
      at++;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) {
      push('number', number);
      at += number.length;
      continue;
    }
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (name !== undefined) {
      push(words.has(name) ? 'word' : rest[name.length] === '(' || (builtinNames.has(name) && /^[ \t]*\(/.test(rest.slice(name.length))) ? 'call' : 'name', name);
      at += name.length;
      continue;
    }
    const string = /^"((?:[^"\\\n]|\\[^])*)"/.exec(rest);
    if (string) {
      push('string', unescapeText(string[1] ?? ''));
      at += string[0].length;
      continue;
    }
    const previous = tokens.at(-1);
    const afterValue = previous !== undefined && (['number', 'string', 'pattern', 'name'].includes(previous.kind) || [')', ']', '$', '++', '--'].includes(previous.text));
    const pattern = afterValue ? null : /^\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:[^\]\\]|\\.)*\])*)\//.exec(rest);
    if (pattern) {
      push('pattern', (pattern[1] ?? '').replaceAll('\\/', '/'));
      at += pattern[0].length;
      continue;
    }
    const operator = operators.find((one) => rest.startsWith(one));
    if (operator === undefined) throw new AwkSyntaxError(line, rest[0] === '"' ? rest.split('\n')[0] ?? '' : (rest[0] ?? ''));
    push('operator', operator === '**' ? '^' : operator === '**=' ? '^=' : operator);
    at += operator.length;
  }
  push('end', '');
  return tokens;
}
