import type { Signal } from '../../process/signal';
import { signalNumbers } from '../../process/signal';
import { ExitShell, Interrupted } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';

/** Sets what a shell does with signals, from its traps and from being interactive or not. */
export function installSignals(shell: Shell): void {
  const { process } = shell;
  const main = shell.subshellLevel === 0;
  if (!shell.traps.has('INT') && process.signalAction('SIGINT') !== 'ignore') {
    process.onSignal('SIGINT', shell.interactive && main ? () => (shell.interrupted = true) : () => dieOf(shell, 'SIGINT'));
  }
  if (shell.interactive && main)
    for (const signal of ['SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGQUIT'] as const)
      if (!shell.traps.has(signal.slice(3))) process.onSignal(signal, 'ignore');
}

/** A shell that runs a script lets the child have Ctrl-C first, and dies of it when the child did. */
function dieOf(shell: Shell, signal: Signal): void {
  if (shell.waiting) {
    shell.interrupted = true;
    return;
  }
  killSelf(shell, signal);
}

/** Ends the process by `signal`, as if it had never been caught. */
export function killSelf(shell: Shell, signal: Signal): void {
  shell.process.onSignal(signal, 'default');
  shell.process.kill(shell.process.pid, signal);
  // Process 1 of a container is spared by the kernel, but the shell ends all the same.
  throw new ExitShell(128 + signalNumbers[signal]);
}

/** Sets, resets (undefined) or ignores (empty text) the trap of `name`, which is without SIG. */
export function setTrap(shell: Shell, name: string, command: string | undefined): void {
  if (command === undefined) shell.traps.delete(name);
  else shell.traps.set(name, command);
  const signal = `SIG${name}`;
  if (!(signal in signalNumbers)) return;
  if (signal === 'SIGKILL' || signal === 'SIGSTOP') return;
  if (command === undefined) {
    shell.process.onSignal(signal as Signal, 'default');
    installSignals(shell);
  } else if (command === '') shell.process.onSignal(signal as Signal, 'ignore');
  else {
    shell.process.onSignal(signal as Signal, () => {
      shell.pendingTraps.push(name);
    });
  }
}

/** To be called between commands: runs the traps of signals that came, and goes back to the prompt after Ctrl-C. */
export function* handlePending(shell: Shell): Step<void> {
  while (shell.pendingTraps.length > 0) {
    const name = shell.pendingTraps.shift() as string;
    yield* runTrap(shell, name);
  }
  if (shell.interrupted) {
    shell.interrupted = false;
    if (shell.interactive && shell.subshellLevel === 0) throw new Interrupted();
    killSelf(shell, 'SIGINT');
  }
}

/** Runs the command of a trap; `$?` is what it was before. */
export function* runTrap(shell: Shell, name: string): Step<void> {
  const command = shell.traps.get(name);
  if (!command || (shell.inTrap && (name === 'DEBUG' || name === 'ERR'))) return;
  const { status, line, inTrap } = shell;
  const pipeStatus = shell.pipeStatus;
  shell.inTrap = true;
  try {
    yield* shell.engine.runText(shell, command, { firstLine: line });
  } finally {
    shell.inTrap = inTrap;
    shell.status = status;
    shell.line = line;
    shell.pipeStatus = pipeStatus;
  }
}

/** The EXIT trap, once; it can change the status with `exit`. */
export function* runExitTrap(shell: Shell, status: number): Step<number> {
  const command = shell.traps.get('EXIT');
  if (!command) return status;
  shell.traps.delete('EXIT');
  shell.status = status;
  try {
    yield* shell.engine.runText(shell, command, { firstLine: shell.line });
  } catch (error) {
    if (error instanceof ExitShell) return error.status;
    throw error;
  }
  return status;
}
