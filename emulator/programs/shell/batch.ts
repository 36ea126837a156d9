import { runParsed } from '../../shell/interpret/engine';
import { readLine } from '../../shell/interpret/read-line';
import { reportFailure } from '../../shell/interpret/report-failure';
import { runStatement } from '../../shell/interpret/run';
import { isUnfinished } from '../../shell/parser/incomplete';
import type { Statement } from '../../shell/parser/tree';
import type { Shell } from '../../shell/state/shell';
import type { Step } from '../../shell/state/step';

/** Runs a text to its end as the shell's own work: an error gives up its line and goes on with the next. */
export function* runSource(shell: Shell, text: string, firstLine: number, errorName: string | undefined): Step<number> {
  const source = text.startsWith('#!') && shell.flavour !== 'bash' ? `#${text.slice(2)}` : text;
  const status = yield* runParsed(shell, source, firstLine, errorName, lineByLine(shell, true));
  return status;
}

/** Runs statements, skipping the rest of a line in which one failed. */
function lineByLine(shell: Shell, mayReplace: boolean): (statement: Statement, last: boolean) => Step<number> {
  let givenUp = -1;
  return function* (statement, last) {
    if (statement.line <= givenUp) return shell.status;
    if (shell.options.has('noexec') && !shell.interactive) return 0;
    shell.commandNumber++;
    try {
      return yield* runStatement(shell, statement, last && mayReplace);
    } catch (error) {
      const status = yield* reportFailure(shell, error);
      if (status === undefined) throw error;
      shell.status = status;
      shell.errexitGuard = 0;
      givenUp = statement.lastLine;
      return status;
    }
  };
}

/** Runs commands from a descriptor as they come, reading no further than the command at hand, since programs may read the rest. */
export function* runInput(shell: Shell, descriptor: number): Step<number> {
  let pending = '';
  let first = 1;
  let line = 0;
  for (;;) {
    const next = yield* readLine(shell, descriptor);
    if (next !== undefined) {
      line++;
      if (shell.options.has('verbose')) yield* shell.writeError(`${next}\n`);
      pending += `${next}\n`;
      if (isUnfinished(pending)) continue;
    }
    shell.syntaxError = false;
    if (pending !== '') yield* runParsed(shell, pending, first, undefined, lineByLine(shell, false));
    if (shell.syntaxError && !shell.interactive) return shell.status;
    pending = '';
    first = line + 1;
    if (next === undefined) return shell.status;
  }
}
