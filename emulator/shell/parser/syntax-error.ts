import type { ParseError } from 'unbash';

/** What is wrong with a piece of source, in the terms that bash tells it. */
export type SyntaxProblem =
  | { readonly kind: 'token'; readonly token: string; readonly line: number; readonly sourceLine: string }
  | { readonly kind: 'end'; readonly line: number }
  | { readonly kind: 'quote'; readonly closing: string; readonly line: number }
  | { readonly kind: 'test'; readonly text: string; readonly line: number; readonly sourceLine: string };

const closings: readonly (readonly [RegExp, string])[] = [
  [/double quote|locale/, '"'],
  [/single quote|ANSI-C/, "'"],
  [/backtick/, '`'],
  [/parameter expansion/, '}'],
  [/command substitution|arithmetic|extended glob|process substitution|array/, ')'],
];

/** The token that stands at `position`, as bash's grammar cuts it. */
function tokenAt(source: string, position: number): string | undefined {
  let at = position;
  while (at < source.length && (source[at] === ' ' || source[at] === '\t')) at++;
  if (at >= source.length) return undefined;
  const rest = source.slice(at);
  if (rest[0] === '\n') return 'newline';
  const operator = /^(;;&|;&|;;|&&|\|\||\|&|<<<|<<-|<<|>>|&>>|&>|<&|>&|<>|>\||[;&|()<>])/.exec(rest);
  if (operator) return operator[0];
  return /^(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^\s;&|()<>])+/s.exec(rest)?.[0] ?? rest[0];
}

/** Translates what the parser found first into what bash says. `lineOf` gives the line of a position. */
export function describeProblem(source: string, error: ParseError, lineOf: (position: number) => number): SyntaxProblem {
  const { message, pos } = error;
  const line = lineOf(pos);
  const lineText = (number: number) => source.split('\n')[number - 1] ?? '';
  if (message.startsWith('unterminated')) {
    const closing = closings.find(([pattern]) => pattern.test(message))?.[1];
    // A command substitution is read to the end before bash gives up; a quote is told where it began.
    if (closing) return { kind: 'quote', closing, line: message.includes('command substitution') ? lineOf(source.length) + (source.endsWith('\n') ? 0 : 1) : line };
  }
  if (message.includes('test operator') || message.includes("']]'")) {
    const token = tokenAt(source, pos);
    if (message.includes('unary')) return { kind: 'test', text: `unexpected argument \`${token ?? 'newline'}' to conditional unary operator`, line, sourceLine: lineText(line) };
    if (message.includes('binary') || message.includes('right')) {
      return { kind: 'test', text: `unexpected argument \`${token ?? 'newline'}' to conditional binary operator`, line, sourceLine: lineText(line) };
    }
    if (token === undefined || token === 'newline') return { kind: 'end', line: lineOf(source.length) + 1 };
    return { kind: 'test', text: 'conditional binary operator expected', line, sourceLine: lineText(line) };
  }
  const token = tokenAt(source, pos);
  if (token === undefined) {
    // After these words a line end is an error at once; after all others bash reads on.
    const needsWordNow = message.includes('redirect target') || /(^|[\s;&|(){}])(for|select|case|function)[ \t]*$/.test(source);
    if (needsWordNow) return { kind: 'token', token: 'newline', line, sourceLine: lineText(line) };
    return { kind: 'end', line: lineOf(source.length) + (source.endsWith('\n') ? 0 : 1) };
  }
  return { kind: 'token', token, line, sourceLine: lineText(line) };
}

/** Whether more input could still make it right: what makes an interactive shell show PS2. */
export function isIncomplete(problem: SyntaxProblem): boolean {
  return problem.kind === 'end' || problem.kind === 'quote';
}

/** The lines that bash prints about it, each to be put behind `prefix` (`bash: line 3: ` without the line: `bash: `). */
export function syntaxErrorLines(problem: SyntaxProblem, prefix: (line: number) => string, interactive: boolean): string[] {
  const start = prefix(problem.line);
  switch (problem.kind) {
    case 'end':
      return [`${start}syntax error: unexpected end of file`];
    case 'quote':
      return [`${start}unexpected EOF while looking for matching \`${problem.closing}'`];
    case 'token':
      return [`${start}syntax error near unexpected token \`${problem.token}'`, ...(interactive ? [] : [`${start}\`${problem.sourceLine}'`])];
    case 'test':
      return [`${start}${problem.text}`, `${start}syntax error near \`${lastToken(problem.sourceLine)}'`, ...(interactive ? [] : [`${start}\`${problem.sourceLine}'`])];
  }
}

function lastToken(line: string): string {
  const words = line.trim().split(/\s+/);
  return words[words.length - 1] ?? '';
}
