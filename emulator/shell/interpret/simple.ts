import { isSystemError } from '../../kernel/errno';
import { builtins, declarationBuiltins, loadBuiltin } from '../builtins/list';
import type { Builtin, LaterBuiltin } from '../builtins/types';
import { quoteWhenNeeded } from '../expand/quote';
import { expandWords } from '../expand/word';
import { printCommand } from '../parser/print';
import type { FunctionDefinition, SimpleCommand, Word } from '../parser/tree';
import { assignScalar } from '../state/assign';
import { BreakLoop, ContinueLoop, ExitShell, locateFailure, ReturnFrom } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { nested, wait } from '../state/step';
import { AssignmentError } from '../state/variables';
import { assignPrepared, describePrepared, prepareAssignment } from './assignment';
import type { PreparedAssignment } from './assignment';
import { launch } from './launch';
import type { UndoRedirections } from './redirect';
import { applyRedirections } from './redirect';
import { trace } from './trace';
import { runTrap } from './trap';
import { waitForeground } from './foreground';

/** An argument of `declare` and its like can be an assignment. */
type Argument = string | PreparedAssignment;

/** Runs a simple command. `last`: nothing comes after it in this process, so that a program may take it over. */
export function* runSimple(shell: Shell, command: SimpleCommand, last: boolean): Step<number> {
  shell.line = command.line;
  if (!shell.inTrap) shell.currentCommand = command;
  if (shell.traps.has('DEBUG')) yield* runTrap(shell, 'DEBUG');
  const before = shell.substitutions;
  shell.substitutions = [];
  try {
    const words = yield* expandArguments(shell, command);
    if (words.length === 0) return yield* assignOnly(shell, command);
    return yield* runExpanded(shell, command, words, last);
  } finally {
    for (const descriptor of shell.substitutions) {
      shell.internal.delete(descriptor);
      if (shell.process.descriptors().includes(descriptor)) shell.process.close(descriptor);
    }
    shell.substitutions = before;
  }
}

function* expandArguments(shell: Shell, command: SimpleCommand): Step<Argument[]> {
  const first = command.words[0];
  const declares =
    first && !('assignment' in first) && first.literal !== undefined && declarationBuiltins.has(first.literal) && !shell.functions.has(first.literal);
  if (!declares && command.words.every((word) => !('assignment' in word))) return yield* expandWords(command.words as readonly Word[], shell);
  const result: Argument[] = [];
  for (const word of command.words) {
    if (!('assignment' in word)) result.push(...(yield* expandWords([word], shell)));
    else if (declares || !word.word) result.push(yield* prepareAssignment(shell, word.assignment));
    else result.push(...(yield* expandWords([word.word], shell)));
  }
  return result;
}

/** Assignments without a command, with redirections that come to nothing. */
function* assignOnly(shell: Shell, command: SimpleCommand): Step<number> {
  shell.substitutionStatus = undefined;
  if (command.redirections.length > 0) {
    const undo = yield* applyRedirections(shell, command.redirections);
    if (!undo) return 1;
    undo();
  }
  for (const assignment of command.assignments) {
    const prepared = yield* prepareAssignment(shell, assignment);
    if (shell.options.has('xtrace')) yield* trace(shell, ['parts' in assignment.value ? describePrepared(prepared) : assignment.source]);
    assignPrepared(shell, prepared);
  }
  return shell.substitutionStatus ?? 0;
}

function* runExpanded(shell: Shell, command: SimpleCommand, words: readonly Argument[], last: boolean): Step<number> {
  const texts = words.map((word) => (typeof word === 'string' ? word : describePrepared(word)));
  const name = texts[0] as string;
  const definition = shell.functions.get(name);
  const builtin = definition ? undefined : findBuiltin(shell, name);
  const prepared: PreparedAssignment[] = [];
  for (const assignment of command.assignments) prepared.push(yield* prepareAssignment(shell, assignment));
  if (shell.options.has('xtrace')) {
    for (const assignment of prepared) yield* trace(shell, [describePrepared(assignment)]);
    yield* trace(
      shell,
      texts.map((text, i) => (typeof words[i] === 'string' ? quoteWhenNeeded(text) : text)),
    );
  }
  const undo = command.redirections.length > 0 ? yield* applyRedirections(shell, command.redirections) : nothing;
  if (!undo) {
    shell.lastArgument = texts[texts.length - 1] ?? '';
    return 1;
  }
  let keep = false;
  try {
    if (definition || builtin) {
      if (builtin && name === 'exec' && words.length === 1) keep = true;
      const run = definition ? callFunction(shell, definition, texts) : runBuiltin(shell, builtin as Builtin | LaterBuiltin, name, words.slice(1));
      const status = yield* withAssignments(shell, prepared, run);
      shell.lastArgument = texts[texts.length - 1] ?? '';
      return status;
    }
    shell.lastArgument = texts[texts.length - 1] ?? '';
    return yield* runProgram(shell, command, texts, prepared, last, undo);
  } finally {
    if (!keep) undo();
    else for (const descriptor of [...shell.internal]) forget(shell, descriptor);
  }
}

const nothing = () => undefined;

/** After `exec >file`: what was remembered is not wanted any more. */
function forget(shell: Shell, descriptor: number): void {
  if (shell.substitutions.includes(descriptor)) return;
  shell.internal.delete(descriptor);
  if (shell.process.descriptors().includes(descriptor)) shell.process.close(descriptor);
}

/** The builtin that `name` means, unless it is disabled. */
export function findBuiltin(shell: Shell, name: string): Builtin | LaterBuiltin | undefined {
  if (shell.disabledBuiltins.has(name)) return undefined;
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  return builtin && builtin.flavours.includes(shell.flavour) ? builtin : undefined;
}

/** Runs with `x=1` before the command: exported while it runs, gone afterwards. */
function* withAssignments(shell: Shell, assignments: readonly PreparedAssignment[], run: Step<number>): Step<number> {
  if (assignments.length === 0) return yield* run;
  shell.variables.push();
  try {
    for (const assignment of assignments) yield* assignOrComplain(shell, assignment);
    return yield* run;
  } finally {
    shell.variables.pop();
  }
}

/** A readonly variable before a command is told, and the command runs all the same. */
function* assignOrComplain(shell: Shell, assignment: PreparedAssignment): Step<void> {
  try {
    assignLocal(shell, assignment);
  } catch (error) {
    if (!(error instanceof AssignmentError)) throw error;
    yield* shell.complain(error.message);
  }
}

function assignLocal(shell: Shell, assignment: PreparedAssignment): void {
  const before = shell.variables.get(assignment.name) ?? '';
  if (shell.variables.findPlain(assignment.name)?.readonly) throw new AssignmentError(`${assignment.name}: readonly variable`);
  const variable = shell.variables.local(assignment.name);
  variable.exported = true;
  if (typeof assignment.value === 'string') assignScalar(assignment.name, assignment.append ? before + assignment.value : assignment.value, false, shell);
  else assignPrepared(shell, assignment);
}

const specialBuiltins = new Set(['export', 'readonly', 'set', 'shift', 'unset', 'trap', '.', 'source']);

/** Runs a builtin; what it cannot write is its error. */
export function* runBuiltin(shell: Shell, listed: Builtin | LaterBuiltin, name: string, args: readonly Argument[]): Step<number> {
  try {
    const builtin = yield* loadBuiltin(listed);
    const result = builtin.run({ shell, name, args: args.map((arg) => (typeof arg === 'string' ? arg : describePrepared(arg))), declarations: args });
    const status = typeof result === 'number' ? result : yield* result;
    // POSIX: an error of a special builtin ends the shell. The error's status is 2, or 1 for `local`.
    if (status > 0 && shell.flavour !== 'bash' && !shell.interactive && (specialBuiltins.has(name) ? status === 2 : name === 'local')) throw new ExitShell(2);
    return status;
  } catch (error) {
    if (isSystemError(error) && error.errno !== 'EINTR') {
      yield* shell.complainAs(name, `write error: ${error.message}`);
      return 1;
    }
    if (error instanceof AssignmentError && name !== 'eval' && shell.flavour === 'bash') {
      yield* shell.complain(error.message);
      return 1;
    }
    throw error;
  }
}

/** How deep functions may call each other: bash's own stack ends somewhere here, and says as little about it. */
const deepest = 10_000;

/** Calls a function: own positional parameters and local variables. */
export function* callFunction(shell: Shell, definition: FunctionDefinition, words: readonly string[]): Step<number> {
  const { positional, loopDepth, calls, line, sourceName } = shell;
  const limit = Number(shell.variables.get('FUNCNEST') ?? 0);
  if (limit > 0 && shell.functionDepth >= limit) {
    yield* shell.complain(`${definition.name}: maximum function nesting level exceeded (${limit})`);
    return 1;
  }
  if (shell.functionDepth >= deepest) {
    shell.process.kill(shell.process.pid, 'SIGSEGV');
    yield* wait(shell.process.sleep(0)); // does not come back
  }
  shell.variables.push();
  shell.positional = words.slice(1);
  shell.loopDepth = 0;
  shell.functionDepth++;
  // RETURN and DEBUG traps are the caller's, unless functrace hands them on.
  const hidden = shell.options.has('functrace') ? [] : (['RETURN', 'DEBUG'] as const).map((name) => [name, shell.traps.get(name)] as const);
  for (const [name] of hidden) shell.traps.delete(name);
  shell.sourceName = shell.functionSources.get(definition.name) ?? sourceName;
  // In place: a copy for each of thousands of levels would fill the memory.
  const level = calls.push({ name: definition.name, source: shell.sourceName ?? shell.name, line });
  try {
    return yield* nested(shell.engine.runCommand(shell, definition.body));
  } catch (error) {
    if (error instanceof ReturnFrom) return error.status;
    if (error instanceof BreakLoop || error instanceof ContinueLoop) return 0;
    throw locateFailure(error, shell.where());
  } finally {
    if (shell.traps.has('RETURN')) yield* runTrap(shell, 'RETURN');
    for (const [name, command] of hidden) if (command !== undefined && !shell.traps.has(name)) shell.traps.set(name, command);
    shell.functionDepth--;
    calls.length = level - 1;
    shell.calls = calls;
    shell.sourceName = sourceName;
    shell.positional = positional;
    shell.loopDepth = loopDepth;
    shell.variables.pop();
  }
}

function* runProgram(
  shell: Shell,
  command: SimpleCommand,
  words: readonly string[],
  assignments: readonly PreparedAssignment[],
  last: boolean,
  undo: UndoRedirections,
): Step<number> {
  let environment: ReadonlyMap<string, string>;
  if (assignments.length === 0) environment = shell.environment();
  else {
    shell.variables.push();
    try {
      for (const assignment of assignments) yield* assignOrComplain(shell, assignment);
      environment = shell.environment();
    } finally {
      shell.variables.pop();
    }
  }
  const replace = last && shell.traps.size === 0 && !shell.jobControl;
  const launched = yield* launch(shell, words, { environment, replace, ...(shell.jobControl ? { group: 0 } : {}) });
  if ('status' in launched) return launched.status;
  return yield* waitForeground(shell, [launched.pid], shell.jobControl ? launched.pid : undefined, () => printCommand(command), undo);
}
