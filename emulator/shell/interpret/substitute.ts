import { concatenate, decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { expandTarget } from '../expand/word';
import type { Script } from '../parser/tree';
import { largestText, OutOfMemory } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { wait } from '../state/step';
import { forkShell } from './launch';
import { statusOf, waitForChild } from './wait';

/** `$(…)`: runs the script in a subshell and gives what it prints, without the newlines at its end. */
export function* substitute(shell: Shell, body: Script, broken?: string): Step<string> {
  const file = fileOnly(body);
  if (file) return yield* readWhole(shell, file);
  const { process } = shell;
  const pipe = yield* openPipe(shell, 'command');
  if (!pipe) return '';
  const [from, to] = pipe;
  shell.internal.add(from);
  shell.internal.add(to);
  const pid = yield* forkShell(
    shell,
    function* (child) {
      child.substitutionDepth++;
      if (!child.options.shell('inherit_errexit') && !child.options.has('posix')) child.options.set('errexit', false);
      child.errexitGuard = 0;
      if (broken !== undefined) return yield* child.engine.runText(child, broken, { firstLine: 1, name: `${child.name}: command substitution: ` });
      return yield* runLast(child, body);
    },
    { files: new Map([[1, to]]) },
  );
  shell.internal.delete(to);
  process.close(to);
  try {
    if (pid === undefined) return '';
    const text = decode(yield* readAll(shell, from));
    shell.substitutionStatus = statusOf(yield* waitForChild(shell, pid, false));
    shell.status = shell.substitutionStatus;
    return text.replace(/\n+$/, '').replace(/\u0000/g, '');
  } finally {
    shell.internal.delete(from);
    if (process.descriptors().includes(from)) process.close(from);
  }
}

/** The pipe of a substitution; undefined after a complaint when there are no descriptors for one. */
function* openPipe(shell: Shell, kind: 'command' | 'process'): Step<[number, number] | undefined> {
  try {
    return shell.process.pipe();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield* shell.complain(`cannot make pipe for ${kind} substitution: ${error.message}`);
    shell.status = shell.substitutionStatus = 1;
    return undefined;
  }
}

/** Runs a script in a process that has nothing else to do, so that its only command can take the process over. */
export function* runLast(shell: Shell, body: Script): Step<number> {
  const [only] = body.statements;
  const command = body.statements.length === 1 && only && !only.background && only.chain.length === 1 ? only.chain[0] : undefined;
  const simple = command?.commands.length === 1 && !command.negated && !command.timed ? command.commands[0] : undefined;
  if (simple?.type === 'simple') return yield* shell.engine.runCommand(shell, simple, true);
  return yield* shell.engine.runScript(shell, body);
}

function* readAll(shell: Shell, descriptor: number): Step<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    try {
      const chunk = yield* wait(shell.process.read(descriptor));
      if (chunk.length === 0) return concatenate(chunks);
      size += chunk.length;
      if (size > largestText) throw new OutOfMemory(size);
      chunks.push(chunk.slice());
    } catch (error) {
      if (!isSystemError(error, 'EINTR')) throw error;
      // Ctrl-C: nobody wants it any more.
      if (shell.interrupted && shell.interactive) return new Uint8Array(0);
    }
    const tick = shell.process.tick();
    if (tick) yield tick;
  }
}

/** `$(<file)` reads the file without another process. */
function fileOnly(body: Script) {
  const command = body.statements.length === 1 ? body.statements[0]?.chain[0]?.commands[0] : undefined;
  if (command?.type !== 'simple' || command.words.length > 0 || command.assignments.length > 0 || command.redirections.length !== 1) return undefined;
  const [redirection] = command.redirections;
  return redirection?.type === 'file' && redirection.operator === '<' && redirection.descriptor === undefined ? redirection.target : undefined;
}

function* readWhole(shell: Shell, target: Parameters<typeof expandTarget>[0]): Step<string> {
  const path = (yield* expandTarget(target, shell)) ?? '';
  try {
    const descriptor = yield* wait(shell.process.open(path, { read: true }));
    shell.internal.add(descriptor);
    const bytes = yield* readAll(shell, descriptor);
    shell.internal.delete(descriptor);
    shell.process.close(descriptor);
    shell.status = shell.substitutionStatus = 0;
    return decode(bytes).replace(/\n+$/, '');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield* shell.complain(`${path}: ${error.message}`);
    shell.status = shell.substitutionStatus = 1;
    return '';
  }
}

/** `<(…)` and `>(…)`: the path of a pipe whose other end the script has. */
export function* substituteProcess(shell: Shell, body: Script, operator: '<' | '>'): Step<string> {
  const { process } = shell;
  const pipe = yield* openPipe(shell, 'process');
  if (!pipe) return '';
  const [read, write] = pipe;
  const [ours, theirs] = operator === '<' ? [read, write] : [write, read];
  shell.internal.add(read);
  shell.internal.add(write);
  const pid = yield* forkShell(shell, (child) => runLast(child, body), {
    files: new Map([[operator === '<' ? 1 : 0, theirs]]),
    asynchronous: !shell.jobControl,
  });
  shell.internal.delete(theirs);
  process.close(theirs);
  if (pid !== undefined) shell.lastBackground = pid;
  // bash counts down from 63.
  let wanted = Math.min(63, process.limits.nofile.soft - 1);
  const open = new Set(process.descriptors());
  while (open.has(wanted)) wanted--;
  process.duplicate(ours, { to: wanted });
  shell.internal.delete(ours);
  process.close(ours);
  shell.substitutions.push(wanted);
  return `/dev/fd/${wanted}`;
}
