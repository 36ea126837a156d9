import type { ParseError } from 'unbash';

/** What is wrong with a piece of source, in the terms that bash tells it. */
export type SyntaxProblem =
  | { readonly kind: 'token'; readonly token: string; readonly line: number; readonly sourceLine: string }
  | { readonly kind: 'end'; readonly line: number }
  | { readonly kind: 'quote'; readonly closing: string; readonly line: number; readonly array: boolean }
  | { readonly kind: 'test'; readonly text: string; readonly line: number; readonly open: boolean; readonly status?: number };

/** What the messages begin with of errors that only ash and dash find. */
export const refusalMark = 'not posix: ';

const closings: readonly (readonly [RegExp, string])[] = [
  [/double quote|locale/, '"'],
  [/single quote|ANSI-C/, "'"],
  [/backtick/, '`'],
  [/parameter expansion/, '}'],
  [/command substitution|arithmetic|extended glob|process substitution|array/, ')'],
];
const closers = new Set(['fi', 'done', 'esac', 'then', 'else', 'elif', 'do', '}']);
const unary = /^-[abcdefghknoprstuvwxzGLNORS]$/;
const binary = /^(=|==|!=|=~|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot|-ef)$/;

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

/** What is wrong inside a `[[` that is still open at `position`, in bash's words; undefined when the error is elsewhere. */
function testProblem(source: string, position: number): string | undefined {
  const open = source.lastIndexOf('[[ ', position);
  if (open < 0) return undefined;
  const before = source.slice(open, position);
  if (/\s\]\](\s|;|$)/.test(before.slice(2).trimEnd()) && !/\s(==?|!=|=~|-\w+)\s+\]\][;&|\s]*$/.test(before)) return undefined;
  const end = source.indexOf('\n', open);
  // The part of the condition that the error is in: behind the last `&&`, `||`, `!` or parenthesis.
  const text = source.slice(open + 2, end < 0 ? source.length : end).replace(/\]\](?=\s*[;&|)]).*$/, ']]');
  const [first, second, third] = (text.split(/\s(?:&&|\|\||!|\()\s/).pop() ?? '').trim().split(/\s+/);
  if (first !== undefined && unary.test(first) && (second === undefined || second === ']]'))
    return `unexpected argument \`${second ?? 'newline'}' to conditional unary operator`;
  if (second === undefined) return "unexpected token `newline', conditional binary operator expected";
  if (binary.test(second))
    return third === undefined || third === ']]' ? `unexpected argument \`${third ?? 'newline'}' to conditional binary operator` : undefined;
  return second === ']]' ? undefined : 'conditional binary operator expected';
}

/** Translates what the parser found first into what bash says. `lineOf` gives the line of a position. */
export function describeProblem(source: string, error: ParseError, lineOf: (position: number) => number, firstLine: number): SyntaxProblem {
  const { message } = error;
  let { pos } = error;
  if (message.startsWith(refusalMark)) return { kind: 'test', text: message.slice(refusalMark.length), line: lineOf(pos), open: false, status: 2 };
  // Told where the brace or parenthesis opens; bash names what comes instead of a command.
  if (message.startsWith('expected command in')) pos += 1 + (/^\s*/.exec(source.slice(pos + 1))?.[0].length ?? 0);
  const line = lineOf(pos);
  const lineText = (number: number) => source.split('\n')[number - firstLine] ?? '';
  const endLine = lineOf(source.length) + (source.endsWith('\n') ? 0 : 1);
  if (message.startsWith('unterminated')) {
    const closing = closings.find(([pattern]) => pattern.test(message))?.[1];
    // A command substitution is read to the end before bash gives up; a quote is told where it began.
    if (closing) return { kind: 'quote', closing, line: message.includes('command substitution') ? endLine : line, array: message.includes('extended glob') };
  }
  const test = testProblem(source, pos);
  if (test !== undefined) return { kind: 'test', text: test, line, open: test.includes('newline') };
  const token = tokenAt(source, pos);
  if (token !== undefined) return { kind: 'token', token, line, sourceLine: lineText(line) };
  // The parser goes on to the end looking for `then`; bash stops at the closing word that came in its place.
  const lastWord = /(?:^|[\s;&|(])(\S+)\s*$/.exec(source.slice(0, pos));
  const closer = lastWord?.[1] ?? '';
  if (closers.has(closer) && /expected '(then|do|in)'/.test(message)) return { kind: 'token', token: closer, line, sourceLine: lineText(line) };
  // After these words a line end is an error at once; after all others bash reads on.
  const needsWordNow = message.includes('redirect target') || /(^|[\s;&|(){}])(for|select|case|function)[ \t]*$/.test(source);
  if (needsWordNow) return { kind: 'token', token: 'newline', line, sourceLine: lineText(line) };
  return { kind: 'end', line: endLine };
}

/** Whether more input could still make it right: what makes an interactive shell show PS2. */
export function isIncomplete(problem: SyntaxProblem): boolean {
  return problem.kind === 'end' || problem.kind === 'quote' || (problem.kind === 'test' && problem.open);
}

/** The status of a command line that could not be parsed. bash has its oddities: an unclosed array is 1, a wrong `[[ ]]` counts as well. */
export function problemStatus(problem: SyntaxProblem): number {
  if (problem.kind === 'test' && problem.status !== undefined) return problem.status;
  if (problem.kind === 'quote' && problem.array) return 1;
  return problem.kind === 'test' && !problem.open ? 0 : 2;
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
      return [`${start}${problem.text}`];
  }
}
