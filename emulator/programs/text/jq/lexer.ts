import { JqSyntaxError } from './types';

export type Token =
  | { readonly kind: 'punctuation' | 'name' | 'field' | 'variable' | 'format' | 'end'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string; readonly parts: readonly (string | readonly Token[])[] };

const operators = ['?//=', '|=', '+=', '-=', '*=', '/=', '%=', '//=', '==', '!=', '<=', '>=', '//', '..', '?', '|', ',', '.', '[', ']', '(', ')', '{', '}', ':', ';', '=', '<', '>', '+', '-', '*', '/', '%'].sort((a, b) => b.length - a.length);
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\\': '\\', '/': '/', '"': '"' };

/** Splits a jq program into tokens. Throws {@link JqSyntaxError}. */
export function tokenize(source: string): Token[] {
  return createLexer(source).until(undefined);
}

function createLexer(source: string, start = 0) {
  let at = start;
  function text(): Token {
    const parts: (string | readonly Token[])[] = [];
    let plain = '';
    for (;;) {
      const letter = source[at++];
      if (letter === undefined) throw new JqSyntaxError('syntax error, unexpected end of file (Unix shell quoting issues?)');
      if (letter === '"') break;
      if (letter !== '\\') {
        plain += letter;
        continue;
      }
      const next = source[at++] ?? '';
      if (next === 'u') {
        plain += String.fromCharCode(Number.parseInt(source.slice(at, at + 4), 16));
        at += 4;
      } else if (next === '(') {
        parts.push(plain);
        plain = '';
        const inner = createLexer(source, at);
        parts.push(inner.until(')'));
        at = inner.position;
      } else if (next in escapes) plain += escapes[next];
      else throw new JqSyntaxError('syntax error, unexpected INVALID_CHARACTER (Unix shell quoting issues?)');
    }
    parts.push(plain);
    return { kind: 'string', text: '"', parts };
  }
  function next(): Token | undefined {
    const space = /^(?:\s|#[^\n]*)+/.exec(source.slice(at));
    if (space) at += space[0].length;
    if (at >= source.length) return undefined;
    const rest = source.slice(at);
    const take = (pattern: RegExp) => pattern.exec(rest)?.[0];
    if (rest.startsWith('"')) {
      at++;
      return text();
    }
    const number = take(/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/);
    if (number !== undefined) {
      at += number.length;
      return { kind: 'number', text: number };
    }
    const field = take(/^\.[A-Za-z_]\w*/);
    if (field !== undefined) {
      at += field.length;
      return { kind: 'field', text: field.slice(1) };
    }
    const variable = take(/^\$[A-Za-z_]\w*(?:::\w+)*/);
    if (variable !== undefined) {
      at += variable.length;
      return { kind: 'variable', text: variable.slice(1) };
    }
    const format = take(/^@[a-zA-Z0-9]+/);
    if (format !== undefined) {
      at += format.length;
      return { kind: 'format', text: format };
    }
    const name = take(/^[A-Za-z_]\w*(?:::\w+)*/);
    if (name !== undefined) {
      at += name.length;
      return { kind: 'name', text: name };
    }
    const operator = operators.find((one) => rest.startsWith(one));
    if (operator === undefined) throw new JqSyntaxError('syntax error, unexpected INVALID_CHARACTER (Unix shell quoting issues?)');
    at += operator.length;
    return { kind: 'punctuation', text: operator };
  }
  return {
    get position() {
      return at;
    },
    /** All tokens up to the closing `end` on this level (not included). */
    until(end: string | undefined): Token[] {
      const tokens: Token[] = [];
      let depth = 0;
      for (let token = next(); token; token = next()) {
        if (end !== undefined && depth === 0 && token.text === end && token.kind === 'punctuation') return tokens;
        if (token.kind === 'punctuation' && token.text === '(') depth++;
        if (token.kind === 'punctuation' && token.text === ')') depth--;
        tokens.push(token);
      }
      if (end !== undefined) throw new JqSyntaxError('syntax error, unexpected end of file (Unix shell quoting issues?)');
      return tokens;
    },
  };
}
