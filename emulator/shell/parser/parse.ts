import { parse } from 'unbash';
import type { ParseError } from 'unbash';
import { convertScript, createContext } from './convert-command';
import { describeProblem } from './syntax-error';
import type { SyntaxProblem } from './syntax-error';
import type { Statement } from './tree';

/** What a piece of source came to. Bash runs what stands before a line with an error, and so do `statements`. */
export interface Parsed {
  readonly statements: readonly Statement[];
  readonly problem: SyntaxProblem | undefined;
  /** Here-documents that the end of the input closed. */
  readonly openHereDocuments: readonly { readonly line: number; readonly delimiter: string }[];
}

/** Parses bash. `firstLine` is the number of the source's first line; `posix`: arrays are syntax errors, as in ash and dash. */
export function parseSource(source: string, firstLine = 1, posix = false): Parsed {
  const parsed = parse(source);
  const context = createContext(source, firstLine, posix);
  const { statements } = convertScript(parsed.commands, context);
  const errors = [...(parsed.errors ?? []), ...context.errors].sort((a, b) => a.pos - b.pos);
  const unterminated = errors.find((error) => error.message.startsWith('unterminated'));
  // What is left open swallows the rest, so that errors inside it are only its consequences; the innermost is what bash names.
  const first =
    unterminated && errors[0] && errors[0].pos >= unterminated.pos
      ? (errors.filter((error) => error.message.startsWith('unterminated')).pop() ?? unterminated)
      : errors[0];
  if (!first) return { statements, problem: undefined, openHereDocuments: context.openHereDocuments };
  const problem = describeProblem(source, first, context.lineOf, firstLine);
  return { statements: statements.slice(0, countBefore(statements, first, source, context.lineOf)), problem, openHereDocuments: [] };
}

/** How many statements bash has run before it reads the line in which the command with the error begins. */
function countBefore(statements: readonly Statement[], error: ParseError, source: string, lineOf: (position: number) => number): number {
  const { pos } = error;
  let count = statements.findIndex((statement) => statement.end > pos || lineOf(statement.end) >= lineOf(pos));
  if (count < 0) count = statements.length;
  // The parser leaves a command that was never closed without an end.
  const open = statements.findIndex((statement) => statement.end <= statement.start);
  if (open >= 0) count = Math.min(count, open);
  // A command that something is missing from ends before the error, and yet it is the one with the error.
  if (
    !error.message.startsWith('unexpected token') &&
    count === statements.length &&
    (statements[count - 1]?.start ?? pos) < pos &&
    (source.slice(pos).trim() === '' || error.message.startsWith('expected'))
  )
    count--;
  let line = lineOf(Math.min(pos, statements[count]?.start ?? pos));
  while (count > 0) {
    const before = statements[count - 1];
    if (!before || lineOf(before.end) < line) break;
    line = lineOf(before.start);
    count--;
  }
  return count;
}
