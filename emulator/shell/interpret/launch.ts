import { isSystemError } from '../../kernel/errno';
import type { Process, SpawnRequest } from '../../process/types';
import type { Signal } from '../../process/signal';
import { ExitShell, ExpansionError, ReturnFrom } from '../state/control';
import type { Shell } from '../state/shell';
import { bindShell } from '../state/special-variables';
import type { Step } from '../state/step';
import { drive, wait } from '../state/step';
import { findCommand } from './find-command';
import { descriptorsFor } from './redirect';
import { reportFailure } from './report-failure';
import { installSignals, runExitTrap } from './trap';

export interface ForkOptions {
  /** Descriptors that differ in the child: its number → own number. */
  readonly files?: ReadonlyMap<number, number>;
  /** As in {@link SpawnRequest}. */
  readonly group?: number;
  /** Take the terminal for the child's group at once. */
  readonly foreground?: boolean;
  /** `&` without job control: ignores Ctrl-C. */
  readonly asynchronous?: boolean;
  readonly name?: string;
}

/** Signals that an interactive shell ignores but its children do not. */
const restored: readonly Signal[] = ['SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGQUIT', 'SIGINT'];

/** What a child ignores: what this shell was told to ignore with `trap '' …`. */
export function ignoredSignals(shell: Shell): Set<Signal> {
  const ignored = new Set<Signal>();
  for (const [name, command] of shell.traps) if (command === '' && name !== 'EXIT') ignored.add(`SIG${name}` as Signal);
  return ignored;
}

/** fork(2): runs `body` with a copy of the state in a process of its own; gives its pid, or undefined (told on standard error) when there can be none. */
export function* forkShell(shell: Shell, body: (child: Shell) => Step<number>, options: ForkOptions = {}): Step<number | undefined> {
  const copy = shell.fork();
  const ignored = ignoredSignals(shell);
  if (options.asynchronous) for (const signal of ['SIGINT', 'SIGQUIT'] as const) ignored.add(signal);
  const request: SpawnRequest = {
    program: (process) => runSubshell(copy, process, body, options, ignored),
    files: descriptorsFor(shell, options.files ?? new Map()),
    ignoredSignals: ignored,
    env: shell.process.env,
  };
  if (options.group !== undefined) request.group = options.group;
  try {
    return yield* spawnPatiently(shell, request);
  } catch (error) {
    if (!isSystemError(error) || error.errno === 'EINTR') throw error;
    return yield* giveUpFork(shell, error.message);
  }
}

/** The longest that bash waits for a process to become free, seconds; it begins with one and doubles. */
const longestRetry = 8;

/** Spawns; when there are too many processes bash tries again after 1, 2, 4 and 8 seconds. Throws what spawning throws. */
function* spawnPatiently(shell: Shell, request: SpawnRequest): Step<number> {
  for (let seconds = 1; ; seconds *= 2) {
    try {
      return yield* wait(shell.process.spawn(request));
    } catch (error) {
      if (!isSystemError(error, 'EAGAIN') || shell.flavour !== 'bash' || seconds > longestRetry) throw error;
    }
    yield* shell.complain('fork: retry: Resource temporarily unavailable');
    yield* wait(shell.process.sleep(seconds * 1000));
  }
}

/** No process: the command line is given up, and a script with it. */
function* giveUpFork(shell: Shell, message: string): Step<never> {
  if (shell.flavour === 'bash') throw new ExpansionError(`fork: ${message}`, true, 254);
  yield* shell.complain(shell.flavour === 'dash' ? 'Cannot fork' : `can't fork: ${message}`);
  throw new ExitShell(2);
}

async function runSubshell(
  copy: Shell,
  process: Process,
  body: (child: Shell) => Step<number>,
  options: ForkOptions,
  ignored: ReadonlySet<Signal>,
): Promise<number> {
  copy.process = process;
  bindShell(copy);
  for (const signal of restored) process.onSignal(signal, ignored.has(signal) ? 'ignore' : 'default');
  if (options.foreground) takeTerminal(process, options.group === 0 ? process.pid : (options.group ?? process.group));
  installSignals(copy);
  return await drive(finishShell(copy, body(copy)));
}

/** Runs `work` as all that a process does: control that reaches the top ends it, and the EXIT trap runs. */
export function* finishShell(shell: Shell, work: Step<number>): Step<number> {
  let status: number;
  try {
    status = yield* work;
  } catch (error) {
    if (error instanceof ExitShell || error instanceof ReturnFrom) status = error.status;
    else {
      const reported = yield* reportFailure(shell, error);
      if (reported === undefined) throw error;
      status = reported;
    }
  }
  return yield* runExitTrap(shell, status);
}

/** Makes `group` the terminal's foreground group, if the process has a terminal. */
export function takeTerminal(process: Process, group: number): void {
  const terminal = process.controllingTerminal;
  if (terminal) terminal.foregroundGroup = group;
}

/** How a program is started. */
export interface ExternalOptions {
  readonly environment: ReadonlyMap<string, string>;
  /** Take this process over instead of starting a child. */
  readonly replace: boolean;
  readonly group?: number;
  /** `command -p`: the standard PATH. */
  readonly defaultPath?: boolean;
  /** `exec -a`: what the program finds as its argv[0]. */
  readonly argv0?: string | undefined;
  /** Called by `exec`, which has a text of its own for what is not there. */
  readonly byExec?: boolean;
}

/** What came of it: a child to wait for, or a status when none was started. */
export type Launched = { readonly pid: number } | { readonly status: number };

/** Starts the program that `words` name. Complaints are printed. */
export function* launch(shell: Shell, words: readonly string[], options: ExternalOptions): Step<Launched> {
  const name = words[0] as string;
  const found = findCommand(shell, name, options.defaultPath === true);
  if (found.kind === 'missing') {
    const handler = shell.functions.get('command_not_found_handle');
    if (handler && !options.byExec) return { status: yield* shell.engine.callFunction(shell, handler, ['command_not_found_handle', ...words]) };
    if (options.byExec && !name.includes('/')) yield* shell.complainAs('exec', `${name}: not found`);
    else
      yield* shell.complain(
        name.includes('/') ? `${name}: ${shell.flavour === 'bash' ? 'No such file or directory' : 'not found'}` : shell.messages.notFound(name),
      );
    return { status: 127 };
  }
  if (found.kind === 'refused') {
    yield* shell.complain(`${name}: ${found.reason}`);
    return { status: 126 };
  }
  const environment = new Map(options.environment);
  if (shell.flavour === 'bash') environment.set('_', found.path);
  try {
    if (options.replace) return { status: yield* replaceProcess(shell, found.path, [options.argv0 ?? name, ...words.slice(1)], environment) };
    const request: SpawnRequest = { path: found.path, argv: words, env: environment, ignoredSignals: ignoredSignals(shell) };
    if (options.group !== undefined) request.group = options.group;
    return { pid: yield* spawnPatiently(shell, request) };
  } catch (error) {
    if (!isSystemError(error) || error.errno === 'EINTR') throw error;
    if (error.errno === 'EAGAIN') return yield* giveUpFork(shell, error.message);
    if (error.errno === 'ENOEXEC') return yield* runAsScript(shell, found.path, words, options);
    return { status: yield* refuse(shell, name, found.path, error.errno, error.message) };
  }
}

function* replaceProcess(shell: Shell, path: string, words: readonly string[], environment: ReadonlyMap<string, string>): Step<never> {
  for (const descriptor of shell.internal) if (shell.process.descriptors().includes(descriptor)) shell.process.close(descriptor);
  for (const signal of restored) if (shell.process.signalAction(signal) !== 'ignore' || shell.interactive) shell.process.onSignal(signal, 'default');
  const level = environment.get('SHLVL');
  // The shell that goes away does not count.
  const changed =
    level !== undefined && /^\d+$/.test(level) && shell.subshellLevel === 0 ? new Map([...environment, ['SHLVL', String(Number(level) - 1)]]) : environment;
  const started = shell.process.execute(path, words, changed);
  shell.replaced = true;
  const code = yield* wait(started);
  // The process has become the other program and that has ended: nothing of the shell may run any more, no trap either.
  shell.traps.clear();
  throw new ExitShell(code);
}

function* refuse(shell: Shell, name: string, path: string, errno: string, message: string): Step<number> {
  const interpreter = interpreterOf(shell, path);
  if (errno === 'ENOENT') {
    yield* shell.complain(shell.flavour === 'bash' ? `${name}: cannot execute: required file not found` : `${name}: not found`);
    return 127;
  }
  if (interpreter && errno === 'EACCES') yield* shell.complain(`${name}: ${interpreter}: bad interpreter: ${message}`);
  else yield* shell.complain(`${name}: ${message}`);
  return 126;
}

function interpreterOf(shell: Shell, path: string): string | undefined {
  try {
    return /^#![ \t]*(\S+)/.exec(shell.process.files.readText(path).slice(0, 200))?.[1];
  } catch {
    return undefined;
  }
}

/** A file that execve does not take: bash runs it as a script of its own, unless it is binary. */
function* runAsScript(shell: Shell, path: string, words: readonly string[], options: ExternalOptions): Step<Launched> {
  const name = words[0] as string;
  let text: string;
  try {
    text = shell.process.files.readText(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield* shell.complain(`${name}: ${error.message}`);
    return { status: 126 };
  }
  if (text.slice(0, 80).includes('\u0000') || text.startsWith('\x7fELF')) {
    yield* shell.complain(shell.flavour === 'bash' ? `${name}: cannot execute binary file: Exec format error` : `${name}: Exec format error`);
    return { status: 126 };
  }
  const run = function* (child: Shell): Step<number> {
    child.functions.clear();
    child.aliases.clear();
    child.traps.clear();
    child.name = name;
    child.sourceName = undefined;
    child.interactive = false;
    child.commandString = false;
    child.positional = words.slice(1);
    child.pid = child.process.pid;
    for (const [variable, value] of options.environment) child.variables.global(variable).value = value;
    return yield* child.engine.runText(child, text);
  };
  if (options.replace) throw new ExitShell(yield* run(shell));
  const pid = yield* forkShell(shell, run, options.group === undefined ? {} : { group: options.group });
  return pid === undefined ? { status: 254 } : { pid };
}
