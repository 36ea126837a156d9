import { builtinsOf } from '../builtins/list';
import { expandAliases } from '../parser/alias';
import { parseSource } from '../parser/parse';
import { syntaxErrorLines } from '../parser/syntax-error';
import type { Statement } from '../parser/tree';
import type { Engine, Shell } from '../state/shell';
import type { Step } from '../state/step';
import { waitForeground } from './foreground';
import { launch } from './launch';
import { runCommand, runScript, runStatement } from './run';
import { callFunction, findBuiltin, runBuiltin } from './simple';
import { substitute, substituteProcess } from './substitute';

/** Parses `text` and hands its statements to `run`, with aliases and here-document warnings; complaints about syntax are printed. Status 2 for those. */
export function* runParsed(shell: Shell, text: string, firstLine: number, errorName: string | undefined, run: (statement: Statement, last: boolean) => Step<number>): Step<number> {
  const aliases = shell.options.shell('expand_aliases') && shell.aliases.size > 0;
  const source = aliases ? expandAliases(text, shell.aliases) : text;
  const parsed = parseSource(source, firstLine);
  let status = 0;
  for (const here of parsed.openHereDocuments) {
    shell.line = firstLine + text.split('\n').length - 1;
    yield* shell.complain(`warning: here-document at line ${here.line} delimited by end-of-file (wanted \`${here.delimiter}')`);
  }
  for (const [i, statement] of parsed.statements.entries()) {
    const last = i === parsed.statements.length - 1 && !parsed.problem;
    const knownAliases = shell.aliases.size;
    status = yield* run(statement, last);
    // An alias counts from the next line on.
    if (shell.aliases.size !== knownAliases && shell.options.shell('expand_aliases') && !last && !aliases) {
      const rest = source.slice(source.indexOf('\n', statement.end) + 1 || source.length);
      if (source.indexOf('\n', statement.end) >= 0) return yield* runParsed(shell, rest, firstLine + source.slice(0, source.length - rest.length).split('\n').length - 1, errorName, run);
    }
  }
  if (!parsed.problem) return status;
  const { problem } = parsed;
  const name = errorName ?? `${shell.sourceName ?? shell.name}: `;
  shell.line = problem.line;
  const ash = shell.flavour !== 'bash';
  for (const line of ash ? [`${shell.where()}${describeForAsh(problem)}`] : syntaxErrorLines(problem, (number) => (shell.interactive ? `${shell.name}: ` : `${name}line ${number}: `), shell.interactive)) yield* shell.writeError(`${line}\n`);
  shell.status = 2;
  return 2;
}

function describeForAsh(problem: NonNullable<ReturnType<typeof parseSource>['problem']>): string {
  switch (problem.kind) {
    case 'token':
      return `syntax error: unexpected ${problem.token === 'newline' ? 'newline' : `"${problem.token}"`}`;
    case 'end':
      return 'syntax error: unexpected end of file';
    case 'quote':
      return problem.closing === '`' ? 'syntax error: EOF in backquote substitution' : problem.closing === ')' ? 'syntax error: unexpected end of file (expecting ")")' : 'syntax error: unterminated quoted string';
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
      const launched = yield* launch(shell, words, { environment: shell.variables.exported(), replace: false, defaultPath: options.defaultPath === true, ...(shell.jobControl ? { group: 0 } : {}) });
      if ('status' in launched) return launched.status;
      return yield* waitForeground(shell, [launched.pid], shell.jobControl ? launched.pid : undefined, words.join(' '));
    },
  };
}
