import { isSystemError } from '../../kernel/errno';
import { printCommand, printPipeline } from '../parser/print';
import type { Command, Pipeline, Script, Statement } from '../parser/tree';
import { ExpansionError } from '../state/control';
import type { Flavour } from '../state/messages';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { pipelineStatus, waitForeground } from './foreground';
import { forkShell } from './launch';
import { createHereFile } from './here-file';

/** Starts the processes of a pipeline of several commands; gives their pids, first to last. */
function* startStages(
  shell: Shell,
  pipeline: Pipeline,
  options: { foreground: boolean; asynchronous: boolean; keepLast: boolean },
): Step<{ pids: number[]; group: number | undefined; input: number | undefined }> {
  const pids: number[] = [];
  let group: number | undefined;
  let input: number | undefined;
  const { commands } = pipeline;
  for (const [i, command] of commands.entries()) {
    const isLast = i === commands.length - 1;
    if (isLast && options.keepLast) break;
    const pipe = isLast ? undefined : openPipe(shell);
    const files = new Map<number, number>();
    if (input !== undefined) files.set(0, input);
    else if (options.asynchronous) files.set(0, emptyInput(shell));
    if (pipe) {
      files.set(1, pipe[1]);
      if (pipeline.both[i]) files.set(2, pipe[1]);
      for (const end of pipe) shell.internal.add(end);
    }
    if (input !== undefined) shell.internal.add(input);
    const pid = yield* forkShell(shell, (child) => runStage(child, command), {
      files,
      foreground: options.foreground && shell.jobControl,
      asynchronous: options.asynchronous,
      ...(shell.jobControl ? { group: group ?? 0 } : {}),
    });
    if (input !== undefined) closeInternal(shell, input);
    else if (options.asynchronous) closeInternal(shell, files.get(0) as number);
    if (pipe) closeInternal(shell, pipe[1]);
    input = pipe?.[0];
    if (pid === undefined) break;
    pids.push(pid);
    if (shell.jobControl) group ??= pid;
  }
  if (input !== undefined && !options.keepLast) {
    closeInternal(shell, input);
    input = undefined;
  }
  return { pids, group, input };
}

function* runStage(child: Shell, command: Command): Step<number> {
  child.errexitGuard = 0;
  return yield* child.engine.runCommand(child, command, true);
}

function closeInternal(shell: Shell, descriptor: number): void {
  shell.internal.delete(descriptor);
  shell.process.close(descriptor);
}

/** What `&` without job control reads. */
function emptyInput(shell: Shell): number {
  const descriptor = shell.process.install(createHereFile('', shell.process.system.clock.now()), { from: 10, closeOnExec: true });
  shell.internal.add(descriptor);
  return descriptor;
}

/** A pipe between two commands; without descriptors for one the command line is given up. */
function openPipe(shell: Shell): [number, number] {
  try {
    return shell.process.pipe();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const text: Record<Flavour, string> = { bash: `pipe error: ${error.message}`, dash: 'Pipe call failed', ash: `can't create pipe: ${error.message}` };
    throw new ExpansionError(text[shell.flavour], true, shell.flavour === 'bash' ? 129 : 2);
  }
}

/** Whether a command that stands alone is a pipeline of its own for PIPESTATUS; groups and loops leave what was last in them. */
export const setsPipeStatus = (command: Command) => command.type === 'simple' || command.type === 'test' || command.type === 'calculate';

/** Runs a pipeline in the foreground. */
export function* runPipeline(shell: Shell, pipeline: Pipeline): Step<number> {
  const [only] = pipeline.commands;
  const started = pipeline.timed ? shell.process.system.clock.uptime() : 0;
  let status: number;
  if (pipeline.commands.length === 1 && only) {
    if (pipeline.negated) shell.errexitGuard++;
    try {
      status = yield* shell.engine.runCommand(shell, only);
    } finally {
      if (pipeline.negated) shell.errexitGuard--;
    }
    if (setsPipeStatus(only)) shell.pipeStatus = [status];
  } else if (pipeline.commands.length === 0) status = 0;
  else status = yield* runStages(shell, pipeline);
  if (pipeline.timed) yield* shell.writeError(timing(shell, shell.process.system.clock.uptime() - started, pipeline.timed));
  return pipeline.negated ? (status === 0 ? 1 : 0) : status;
}

function* runStages(shell: Shell, pipeline: Pipeline): Step<number> {
  const keepLast = shell.options.shell('lastpipe') && !shell.jobControl;
  const { pids, group, input } = yield* startStages(shell, pipeline, { foreground: true, asynchronous: false, keepLast });
  if (pids.length < pipeline.commands.length - (keepLast ? 1 : 0)) return 254;
  let lastStatus: number | undefined;
  if (keepLast && input !== undefined) lastStatus = yield* runHere(shell, pipeline.commands[pipeline.commands.length - 1] as Command, input);
  yield* waitForeground(shell, pids, group, () => printPipeline(pipeline));
  if (lastStatus !== undefined) shell.pipeStatus = [...shell.pipeStatus, lastStatus];
  return pipelineStatus(shell);
}

/** `shopt -s lastpipe`: the last command runs in this shell, reading from the pipe. */
function* runHere(shell: Shell, command: Command, input: number): Step<number> {
  const { process } = shell;
  const saved = process.duplicate(0, { from: 10, closeOnExec: true });
  shell.internal.add(saved);
  process.duplicate(input, { to: 0 });
  closeInternal(shell, input);
  try {
    return yield* shell.engine.runCommand(shell, command);
  } finally {
    process.duplicate(saved, { to: 0 });
    closeInternal(shell, saved);
  }
}

/** TIMEFORMAT's default, or that of `time -p`. The machine does not count processor time, so user and sys are 0. */
function timing(shell: Shell, milliseconds: number, style: 'bash' | 'posix'): string {
  const seconds = milliseconds / 1000;
  if (style === 'posix') return `real ${seconds.toFixed(2)}\nuser 0.00\nsys 0.00\n`;
  const format = (value: number) => `${Math.floor(value / 60)}m${(value % 60).toFixed(3)}s`;
  const custom = shell.variables.get('TIMEFORMAT');
  if (custom !== undefined)
    return `${custom.replace(/%(\d?)(l?)([RUSP%])/g, (_, digits: string, _long: string, letter: string) => (letter === '%' ? '%' : (letter === 'R' ? seconds : 0).toFixed(digits === '' ? 3 : Number(digits))))}\n`;
  return `\nreal\t${format(seconds)}\nuser\t${format(0)}\nsys\t${format(0)}\n`;
}

/** Runs a statement with `&`. */
export function* runBackground(shell: Shell, statement: Statement): Step<number> {
  const [only] = statement.chain;
  const asynchronous = !shell.jobControl;
  let pids: number[];
  let group: number | undefined;
  if (statement.chain.length === 1 && only && only.commands.length > 1 && !only.negated && !only.timed)
    ({ pids, group } = yield* startStages(shell, only, { foreground: false, asynchronous, keepLast: false }));
  else {
    const script: Script = { statements: [{ ...statement, background: false }] };
    const input = asynchronous ? emptyInput(shell) : undefined;
    const command = only && statement.chain.length === 1 && only.commands.length === 1 && !only.negated && !only.timed ? only.commands[0] : undefined;
    const pid = yield* forkShell(shell, (child) => (command ? child.engine.runCommand(child, command, true) : child.engine.runScript(child, script)), {
      asynchronous,
      ...(input === undefined ? {} : { files: new Map([[0, input]]) }),
      ...(shell.jobControl ? { group: 0 } : {}),
    });
    if (input !== undefined) closeInternal(shell, input);
    pids = pid === undefined ? [] : [pid];
    group = pid;
  }
  if (pids.length === 0) return 254;
  const text = statement.chain.map((part, i) => `${i > 0 ? ` ${statement.operators[i - 1]} ` : ''}${printPipeline(part)}`).join('');
  const job = shell.jobs.add({
    group: (shell.jobControl ? group : undefined) ?? shell.process.group,
    pids,
    command: text,
    foreground: false,
    directory: shell.variables.get('PWD') ?? '',
  });
  shell.lastBackground = pids[pids.length - 1];
  if (shell.interactive && shell.subshellLevel === 0) yield* shell.writeError(`[${job.number}] ${shell.lastBackground}\n`);
  return 0;
}

/** `coproc NAME command`: NAME[0] reads what it prints, NAME[1] writes to it. */
export function* runCoprocess(shell: Shell, name: string, command: Command): Step<number> {
  const { process } = shell;
  const [outRead, outWrite] = process.pipe();
  const [inRead, inWrite] = process.pipe();
  for (const descriptor of [outRead, outWrite, inRead, inWrite]) shell.internal.add(descriptor);
  const pid = yield* forkShell(shell, (child) => child.engine.runCommand(child, command, true), {
    files: new Map([
      [0, inRead],
      [1, outWrite],
    ]),
    asynchronous: !shell.jobControl,
    ...(shell.jobControl ? { group: 0 } : {}),
  });
  closeInternal(shell, inRead);
  closeInternal(shell, outWrite);
  if (pid === undefined) return 254;
  const ends = [outRead, inWrite].map((descriptor) => {
    const moved = process.duplicate(descriptor, { from: 60, closeOnExec: true });
    closeInternal(shell, descriptor);
    return moved;
  });
  shell.variables.setValue(name, ends.map(String));
  shell.variables.setValue(`${name}_PID`, String(pid));
  shell.lastBackground = pid;
  shell.jobs.add({
    group: shell.jobControl ? pid : process.group,
    pids: [pid],
    command: `coproc ${name} ${printCommand(command)}`,
    foreground: false,
    directory: shell.variables.get('PWD') ?? '',
  });
  return 0;
}
