import { expandPattern, expandText, expandWords } from '../expand/word';
import { printCommand, printTest } from '../parser/print';
import { quoteWhenNeeded } from '../expand/quote';
import type { CompoundCommand, Script } from '../parser/tree';
import { assignScalar, calculate } from '../state/assign';
import { BreakLoop, ContinueLoop, ExpansionError } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { isName } from '../state/variables';
import { testCondition } from './condition';
import { forkShell } from './launch';
import { applyRedirections } from './redirect';
import { reportFailure } from './report-failure';
import { runSelect } from './select';
import { trace } from './trace';
import { waitForeground } from './foreground';

/** Runs a command with a body, with its redirections. */
export function* runCompound(shell: Shell, command: CompoundCommand): Step<number> {
  if (command.redirections.length === 0 || command.type === 'subshell') return yield* runBody(shell, command);
  const undo = yield* applyRedirections(shell, command.redirections);
  if (!undo) return 1;
  try {
    return yield* runBody(shell, command);
  } finally {
    undo();
  }
}

function* runBody(shell: Shell, command: CompoundCommand): Step<number> {
  switch (command.type) {
    case 'group':
      return yield* shell.engine.runScript(shell, command.body);
    case 'subshell':
      return yield* runSubshell(shell, command);
    case 'if':
      for (const branch of command.branches) if ((yield* runGuarded(shell, branch.condition)) === 0) return yield* shell.engine.runScript(shell, branch.body);
      return command.otherwise ? yield* shell.engine.runScript(shell, command.otherwise) : 0;
    case 'while':
      return yield* runWhile(shell, command);
    case 'for':
      return yield* runFor(shell, command);
    case 'select':
      return yield* runSelect(shell, command, (body) => runTurn(shell, body));
    case 'loop':
      return yield* runLoop(shell, command);
    case 'case':
      return yield* runCase(shell, command);
    case 'test':
      shell.line = command.line;
      if (shell.options.has('xtrace')) yield* trace(shell, ['[[', printTest(command.expression), ']]']);
      try {
        return (yield* testCondition(shell, command.expression)) ? 0 : 1;
      } catch (error) {
        // bash says nothing about a regular expression that it does not understand.
        if (error instanceof ExpansionError && error.message === '') return 2;
        const status = yield* reportFailure(shell, error);
        if (status === undefined) throw error;
        return 2;
      }
    case 'calculate': {
      shell.line = command.line;
      return yield* runCalculation(shell, command);
    }
  }
}

function* runCalculation(shell: Shell, command: Extract<CompoundCommand, { type: 'calculate' }>): Step<number> {
  try {
    const { literal } = command.expression;
    const text = literal ?? (yield* expandText(command.expression, shell));
    if (shell.options.has('xtrace')) yield* trace(shell, ['((', text, '))']);
    return Number(calculate(text, shell)) === 0 ? 1 : 0;
  } catch (error) {
    // `((1/0))` only fails, other than `$((1/0))`.
    if (error instanceof Error && error.name === 'ExpansionError' && !(error as { fatal?: boolean }).fatal) {
      yield* shell.complainAs('((', error.message);
      return 1;
    }
    throw error;
  }
}

/** A condition: `set -e` does not look at it. */
function* runGuarded(shell: Shell, condition: Script): Step<number> {
  shell.errexitGuard++;
  try {
    return yield* shell.engine.runScript(shell, condition);
  } finally {
    shell.errexitGuard--;
  }
}

function* runSubshell(shell: Shell, command: Extract<CompoundCommand, { type: 'subshell' }>): Step<number> {
  const pid = yield* forkShell(
    shell,
    function* (child) {
      if (!(yield* applyRedirections(child, command.redirections))) return 1;
      // They stay until the subshell ends, and are its own.
      child.internal.clear();
      return yield* child.engine.runScript(child, command.body);
    },
    shell.jobControl ? { group: 0, foreground: true } : {},
  );
  if (pid === undefined) return 254;
  return yield* waitForeground(shell, [pid], shell.jobControl ? pid : undefined, () => printCommand(command));
}

/** One turn of a loop; undefined when the loop goes on, else the loop is over. */
function* runTurn(shell: Shell, body: Script): Step<{ status: number; over: boolean }> {
  shell.loopDepth++;
  try {
    return { status: yield* shell.engine.runScript(shell, body), over: false };
  } catch (error) {
    if (error instanceof BreakLoop || error instanceof ContinueLoop) {
      if (--error.levels > 0 && shell.loopDepth > 1) throw error;
      return { status: 0, over: error instanceof BreakLoop };
    }
    throw error;
  } finally {
    shell.loopDepth--;
  }
}

function* runWhile(shell: Shell, command: Extract<CompoundCommand, { type: 'while' }>): Step<number> {
  let status = 0;
  for (;;) {
    const tick = shell.process.tick();
    if (tick) yield tick;
    let holds: boolean;
    shell.loopDepth++;
    try {
      holds = ((yield* runGuarded(shell, command.condition)) === 0) !== command.until;
    } catch (error) {
      // `while break; do …` leaves this loop.
      if (!(error instanceof BreakLoop || error instanceof ContinueLoop)) throw error;
      if (--error.levels > 0 && shell.loopDepth > 1) throw error;
      if (error instanceof BreakLoop) return 0;
      continue;
    } finally {
      shell.loopDepth--;
    }
    if (!holds) return status;
    const turn = yield* runTurn(shell, command.body);
    ({ status } = turn);
    if (turn.over) return status;
  }
}

function* runFor(shell: Shell, command: Extract<CompoundCommand, { type: 'for' }>): Step<number> {
  shell.line = command.line;
  if (!isName(command.name)) {
    yield* shell.complain(`\`${command.name}': not a valid identifier`);
    return 1;
  }
  const words = command.words ? yield* expandWords(command.words, shell) : shell.positional.slice();
  let status = 0;
  for (const word of words) {
    shell.line = command.line;
    if (shell.options.has('xtrace') && shell.flavour === 'bash') yield* trace(shell, ['for', command.name, 'in', ...words.map(quoteWhenNeeded)]);
    assignScalar(command.name, word, false, shell);
    const turn = yield* runTurn(shell, command.body);
    ({ status } = turn);
    if (turn.over) break;
  }
  return status;
}

function* runLoop(shell: Shell, command: Extract<CompoundCommand, { type: 'loop' }>): Step<number> {
  const value = function* (word: typeof command.first): Step<number> {
    const text = word.literal ?? (yield* expandText(word, shell));
    if (shell.options.has('xtrace')) yield* trace(shell, ['((', text, '))']);
    return Number(calculate(text, shell));
  };
  let status = 0;
  try {
    if (command.first.source) yield* value(command.first);
    for (;;) {
      const tick = shell.process.tick();
      if (tick) yield tick;
      if (command.test.source && (yield* value(command.test)) === 0) return status;
      const turn = yield* runTurn(shell, command.body);
      ({ status } = turn);
      if (turn.over) return status;
      if (command.update.source) yield* value(command.update);
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'ExpansionError') {
      yield* shell.complainAs('((', error.message);
      return 1;
    }
    throw error;
  }
}

function* runCase(shell: Shell, command: Extract<CompoundCommand, { type: 'case' }>): Step<number> {
  shell.line = command.line;
  const text = yield* expandText(command.word, shell);
  if (shell.options.has('xtrace') && shell.flavour === 'bash') yield* trace(shell, ['case', quoteWhenNeeded(text), 'in']);
  let status = 0;
  let through = false;
  for (const item of command.items) {
    let matches = through;
    for (const word of item.patterns) {
      if (matches) break;
      matches =
        word.literal !== undefined && !shell.options.shell('nocasematch')
          ? word.literal === text
          : shell.pattern(yield* expandPattern(word, shell)).matches(text);
    }
    if (!matches) continue;
    status = yield* shell.engine.runScript(shell, item.body);
    if (item.next === ';;') return status;
    through = item.next === ';&';
  }
  return status;
}
