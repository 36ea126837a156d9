import type { TemplateError } from './syntax';

/** A token inside `{{ }}`; `end` closes the action. */
export interface Token {
  readonly kind: 'field' | 'variable' | 'identifier' | 'string' | 'number' | 'character' | 'operator' | 'space' | 'dot' | 'end';
  readonly text: string;
  readonly at: number;
}

/** Text, or the tokens of an action. */
export type Piece = { readonly at: number } & ({ readonly kind: 'text'; readonly text: string } | { readonly kind: 'action'; readonly tokens: readonly Token[] });

const patterns: readonly [Token['kind'], RegExp][] = [
  ['space', /[ \t\r\n]+/y],
  ['number', /[+-]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y],
  ['field', /\.[\p{L}_][\p{L}\p{N}_]*/uy],
  ['dot', /\./y],
  ['variable', /\$(?:[\p{L}_][\p{L}\p{N}_]*)?/uy],
  ['identifier', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['string', /"(?:\\.|[^"\\\n])*"|`[^`]*`/y],
  ['character', /'(?:\\.|[^'\\\n])+'/y],
  ['operator', /:=|[=|(),]/y],
];

/** Cuts a template into text and actions, applying `{{-` and `-}}` and dropping comments. */
export function lex(text: string, fail: (at: number, message: string) => TemplateError): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  let trimNext = false;
  while (position <= text.length) {
    const open = text.indexOf('{{', position);
    let plain = text.slice(position, open < 0 ? undefined : open);
    const trimsLeft = open >= 0 && /^-[ \t\r\n]/.test(text.slice(open + 2, open + 4));
    if (trimNext) plain = plain.replace(/^[ \t\r\n]+/, '');
    if (trimsLeft) plain = plain.replace(/[ \t\r\n]+$/, '');
    if (plain !== '') pieces.push({ kind: 'text', text: plain, at: position });
    if (open < 0) break;
    let at = open + 2 + (trimsLeft ? 2 : 0);
    if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at);
      if (close < 0) throw fail(at, 'unclosed comment');
      const end = /^(\s-)?\}\}/.exec(text.slice(close + 2));
      if (!end) throw fail(at, 'comment ends before closing delimiter');
      trimNext = end[1] !== undefined;
      position = close + 2 + end[0].length;
      continue;
    }
    const tokens: Token[] = [];
    let depth = 0;
    for (;;) {
      const end = /^([ \t\r\n]+-)?\}\}/.exec(text.slice(at));
      if (end) {
        if (depth > 0) throw fail(at, 'unclosed left paren');
        tokens.push({ kind: 'end', text: end[0], at });
        trimNext = end[1] !== undefined;
        position = at + end[0].length;
        break;
      }
      if (at >= text.length) throw fail(at, 'unclosed action');
      const token = nextToken(text, at, fail);
      if (token.text === '(') depth++;
      if (token.text === ')' && --depth < 0) throw fail(at, 'unexpected right paren');
      tokens.push(token);
      at += token.text.length;
    }
    pieces.push({ kind: 'action', tokens, at: open });
  }
  return pieces;
}

function nextToken(text: string, at: number, fail: (at: number, message: string) => TemplateError): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match === undefined) continue;
    const after = text[at + match.length] ?? '';
    if (kind === 'number' && /[\p{L}\p{N}_]/u.test(after)) throw fail(at, `bad number syntax: ${JSON.stringify(match + after)}`);
    return { kind, text: match, at };
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '"') throw fail(at, 'unterminated quoted string');
  if (character === '`') throw fail(at, 'unterminated raw quoted string');
  if (character === "'") throw fail(at, 'unterminated character constant');
  if (character === ':') throw fail(at, 'expected :=');
  if (character === '-' || character === '+') throw fail(at, `bad number syntax: ${JSON.stringify(character)}`);
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  throw fail(at, `unexpected U+${code} '${character}' in ${depthWord}`);
}
const depthWord = 'command';

/** The text that a quoted Go string or character stands for. */
export function unquote(quoted: string): string {
  if (quoted.startsWith('`')) return quoted.slice(1, -1);
  const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
  return quoted.slice(1, -1).replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|.)/g, (_, escape: string) => {
    if (/^[xuU]./.test(escape)) return String.fromCodePoint(parseInt(escape.slice(1), 16));
    if (/^\d{3}$/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
    return simple[escape] ?? escape;
  });
}
