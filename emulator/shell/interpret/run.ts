import type { Command, Script, Statement } from '../parser/tree';
import { ExitShell } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { runCompound } from './compound';
import { runBackground, runCoprocess, runPipeline, setsPipeStatus } from './pipeline';
import { runSimple } from './simple';
import { handlePending, runTrap } from './trap';

/** Runs statements one after the other; the status of the last. */
export function* runScript(shell: Shell, script: Script): Step<number> {
  let status = 0;
  for (const statement of script.statements) status = yield* runStatement(shell, statement);
  return status;
}

/** Runs one statement: a chain of pipelines with `&&` and `||`, or one in the background. `last`: nothing comes after it in this process. */
export function* runStatement(shell: Shell, statement: Statement, last = false): Step<number> {
  const tick = shell.process.tick();
  if (tick) yield tick;
  if (shell.pendingTraps.length > 0 || shell.interrupted) yield* handlePending(shell);
  if (statement.background) {
    shell.line = statement.line;
    shell.status = yield* runBackground(shell, statement);
    return shell.status;
  }
  const { chain, operators } = statement;
  let status = 0;
  for (let i = 0; i < chain.length; i++) {
    if (i > 0 && (operators[i - 1] === '&&') !== (status === 0)) continue;
    const pipeline = chain[i] as (typeof chain)[number];
    const guarded = i < chain.length - 1;
    const [only] = pipeline.commands;
    if (guarded) shell.errexitGuard++;
    try {
      const single = pipeline.commands.length === 1 && !pipeline.negated && !pipeline.timed;
      if (single && only) {
        status = yield* runCommand(shell, only, last && !guarded);
        if (setsPipeStatus(only)) shell.pipeStatus = [status];
      } else status = yield* runPipeline(shell, pipeline);
    } finally {
      if (guarded) shell.errexitGuard--;
    }
    shell.status = status;
    if (status !== 0 && !guarded && shell.errexitGuard === 0 && !pipeline.negated && only && failsShell(only, pipeline.commands.length))
      yield* afterFailure(shell, status);
  }
  if (shell.pendingTraps.length > 0) yield* handlePending(shell);
  return status;
}

/** Whether the failure of a command counts for `set -e`: bodies have been looked at command by command. */
function failsShell(command: Command, commands: number): boolean {
  return commands > 1 || command.type === 'simple' || command.type === 'subshell' || command.type === 'test' || command.type === 'calculate';
}

function* afterFailure(shell: Shell, status: number): Step<void> {
  if (shell.traps.has('ERR') && (shell.functionDepth === 0 || shell.options.has('errtrace'))) yield* runTrap(shell, 'ERR');
  if (shell.options.has('errexit')) throw new ExitShell(status);
}

/** Runs one command of any kind. */
export function* runCommand(shell: Shell, command: Command, last = false): Step<number> {
  switch (command.type) {
    case 'simple':
      return yield* runSimple(shell, command, last);
    case 'function':
      return yield* defineFunction(shell, command);
    case 'coprocess':
      return yield* runCoprocess(shell, command.name, command.body);
    default:
      return yield* runCompound(shell, command);
  }
}

function* defineFunction(shell: Shell, command: Extract<Command, { type: 'function' }>): Step<number> {
  if (shell.readonlyFunctions.has(command.name)) {
    yield* shell.complain(`${command.name}: readonly function`);
    return 1;
  }
  shell.functions.set(command.name, command);
  shell.functionSources.set(command.name, shell.definitionSource());
  return 0;
}
