import { builtinsOf } from '../builtins/list';
import { expandAliases } from '../parser/alias';
import { isUnfinished } from '../parser/incomplete';
import { parseSource, type Parsed } from '../parser/parse';
import { problemStatus, syntaxErrorLines } from '../parser/syntax-error';
import type { Statement } from '../parser/tree';
import type { Engine, Shell } from '../state/shell';
import type { Step } from '../state/step';
import { waitForeground } from './foreground';
import { launch } from './launch';
import { runCommand, runScript, runStatement } from './run';
import { callFunction, findBuiltin, runBuiltin } from './simple';
import { substitute, substituteProcess } from './substitute';

/**
 * Parses `text` and hands its statements to `run`, with here-document warnings; complaints about syntax are printed, the status is then 2. With aliases
 * it goes command by command, since an alias counts from the next line on.
 */
export function* runParsed(
  shell: Shell,
  text: string,
  firstLine: number,
  errorName: string | undefined,
  run: (statement: Statement, last: boolean) => Step<number>,
): Step<number> {
  if (!shell.options.shell('expand_aliases') && !text.includes('expand_aliases')) return yield* runPiece(shell, { source: text, firstLine, isLast: true }, parse(shell, text, firstLine), errorName, run);
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  let status = 0;
  let piece = '';
  let from = 0;
  for (const [i, line] of lines.entries()) {
    piece += `${line}\n`;
    const parsed = parse(shell, piece, firstLine + from);
    if (i < lines.length - 1 && isUnfinished(piece, parsed)) continue;
    const expanded = shell.options.shell('expand_aliases') && shell.aliases.size > 0 ? expandAliases(piece, shell.aliases) : piece;
    const whole = expanded === piece ? parsed : parse(shell, expanded, firstLine + from);
    status = yield* runPiece(shell, { source: expanded, firstLine: firstLine + from, isLast: i === lines.length - 1 }, whole, errorName, run);
    piece = '';
    from = i + 1;
  }
  return status;
}

const parse = (shell: Shell, source: string, firstLine: number) => parseSource(source, firstLine, shell.flavour !== 'bash');

function* runPiece(
  shell: Shell,
  { source, firstLine, isLast }: { source: string; firstLine: number; isLast: boolean },
  parsed: Parsed,
  errorName: string | undefined,
  run: (statement: Statement, last: boolean) => Step<number>,
): Step<number> {
  const { problem } = parsed;
  let status = 0;
  for (const here of parsed.openHereDocuments) {
    shell.line = firstLine + source.replace(/\n$/, '').split('\n').length - 1;
    yield* shell.complain(`warning: here-document at line ${here.line} delimited by end-of-file (wanted \`${here.delimiter}')`);
  }
  for (const [i, statement] of parsed.statements.entries()) status = yield* run(statement, isLast && i === parsed.statements.length - 1 && !problem);
  if (!problem) return status;
  const name = errorName ?? `${shell.sourceName ?? shell.name}: `;
  shell.line = problem.line;
  const lines =
    shell.flavour === 'bash'
      ? syntaxErrorLines(problem, (number) => (shell.interactive ? `${shell.name}: ` : `${name}line ${number}: `), shell.interactive)
      : [`${shell.where()}${describeForAsh(problem)}`];
  for (const line of lines) yield* shell.writeError(`${line}\n`);
  shell.syntaxError = true;
  shell.status = problemStatus(problem);
  return shell.status;
}

function describeForAsh(problem: NonNullable<ReturnType<typeof parseSource>['problem']>): string {
  switch (problem.kind) {
    case 'token':
      return `syntax error: unexpected ${problem.token === 'newline' ? 'newline' : `"${problem.token}"`}`;
    case 'end':
      return 'syntax error: unexpected end of file';
    case 'quote':
      return problem.closing === '`'
        ? 'syntax error: EOF in backquote substitution'
        : problem.closing === ')'
          ? 'syntax error: unexpected end of file (expecting ")")'
          : 'syntax error: unterminated quoted string';
    case 'test':
      return `syntax error: ${problem.text}`;
  }
}

/** The interpreter, for a {@link Shell}. */
export function createEngine(): Engine {
  return {
    substitute,
    processSubstitution: substituteProcess,
    runScript,
    runCommand,
    callFunction,
    builtinNames: (shell) => builtinsOf(shell).map(([name]) => name),
    *runText(shell, text, options = {}) {
      const { firstLine = shell.line, name } = options;
      return yield* runParsed(shell, text, firstLine, name, (statement) => runStatement(shell, statement));
    },
    *runWords(shell, words, options = {}) {
      const name = words[0] as string;
      const definition = options.skipFunctions ? undefined : shell.functions.get(name);
      if (definition) return yield* callFunction(shell, definition, words);
      const builtin = findBuiltin(shell, name);
      if (builtin) return yield* runBuiltin(shell, builtin, name, words.slice(1));
      if (options.onlyBuiltins) {
        yield* shell.complainAs('builtin', `${name}: not a shell builtin`);
        return 1;
      }
      const launched = yield* launch(shell, words, {
        environment: shell.environment(),
        replace: false,
        defaultPath: options.defaultPath === true,
        ...(shell.jobControl ? { group: 0 } : {}),
      });
      if ('status' in launched) return launched.status;
      return yield* waitForeground(shell, [launched.pid], shell.jobControl ? launched.pid : undefined, () => words.join(' '));
    },
  };
}
