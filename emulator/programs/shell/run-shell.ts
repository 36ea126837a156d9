import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { createEngine } from '../../shell/interpret/engine';
import { finishShell } from '../../shell/interpret/launch';
import { installSignals } from '../../shell/interpret/trap';
import type { Flavour } from '../../shell/state/messages';
import { Shell } from '../../shell/state/shell';
import { bindShell } from '../../shell/state/special-variables';
import type { Step } from '../../shell/state/step';
import { drive, wait } from '../../shell/state/step';
import { runInput, runSource } from './batch';
import { readCommandLine } from './command-line';
import type { Invocation } from './command-line';
import { initializeInteractive, initializeVariables } from './environment';
import { helpText, usageText, versionText } from './texts';
import { runStartupFiles } from './startup-files';

/** A whole shell, from its command line to its exit status. */
export async function runShell(process: Process, flavour: Flavour): Promise<number> {
  const [argv0 = flavour, ...args] = process.argv;
  const shell = new Shell(process, flavour, createEngine(), argv0);
  bindShell(shell);
  const commandLine = readCommandLine(argv0, args, flavour);
  if (commandLine.kind === 'show') {
    await process.write(1, commandLine.what === 'version' ? versionText(shell) : helpText(shell));
    return 0;
  }
  if (commandLine.kind === 'wrong') {
    await process.write(2, `${argv0}: ${flavour === 'dash' ? '0: ' : ''}${commandLine.message}\n${commandLine.usage ? usageText(argv0) : ''}`);
    return 2;
  }
  return await drive(finishShell(shell, start(shell, commandLine.invocation)));
}

function* start(shell: Shell, invocation: Invocation): Step<number> {
  const { process } = shell;
  const onTerminal = process.terminal(0) !== undefined && process.terminal(2) !== undefined;
  shell.interactive = invocation.interactive || (invocation.readsInput && invocation.command === undefined && onTerminal);
  shell.login = invocation.login;
  shell.commandString = invocation.command !== undefined;
  shell.readsInput = invocation.readsInput;
  shell.positional = [...invocation.positional];
  if (invocation.name !== undefined) shell.name = invocation.name;
  initializeVariables(shell);
  if (shell.interactive) initializeInteractive(shell);
  for (const [option, on] of invocation.options) shell.options.set(option, on);
  for (const [option, on] of invocation.shellOptions) shell.options.setShell(option, on);
  if (shell.login) shell.options.setShell('login_shell', true);
  installSignals(shell);
  yield* runStartupFiles(shell, invocation);
  if (invocation.command !== undefined) {
    if (shell.flavour === 'bash') shell.variables.set('BASH_EXECUTION_STRING', invocation.command);
    return yield* runSource(shell, invocation.command, shell.flavour === 'ash' ? 0 : 1, shell.interactive ? undefined : `${shell.name}: -c: `);
  }
  if (invocation.script !== undefined) return yield* runScriptFile(shell, invocation.script);
  if (shell.interactive) {
    // The line editor is only loaded when somebody types.
    const { runInteractive } = yield* wait(process.until(import('./interactive')));
    return yield* runInteractive(shell);
  }
  return yield* runInput(shell, 0);
}

function* runScriptFile(shell: Shell, given: string): Step<number> {
  const { files } = shell.process;
  const path = given.includes('/') || files.exists(given) ? given : (inPath(shell, given) ?? given);
  let text: string;
  try {
    if (files.stat(path).kind === 'directory') {
      yield* shell.writeError(`${shell.process.argv[0]}: ${given}: Is a directory\n`);
      return 126;
    }
    if (files.stat(path).kind !== 'file') return yield* runInput(shell, (yield shell.process.open(path, { read: true })) as number);
    text = files.readText(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const argv0 = shell.process.argv[0] ?? 'bash';
    const messages: Record<Flavour, string> = {
      bash: `${argv0}: ${given}: ${error.message}`,
      dash: `${argv0}: 0: cannot open ${given}: No such file`,
      ash: `${argv0}: can't open '${given}': ${error.message}`,
    };
    yield* shell.writeError(`${messages[shell.flavour]}\n`);
    return shell.flavour === 'bash' ? (error.errno === 'ENOENT' ? 127 : 126) : 2;
  }
  if (/^[^\n]*\u0000/.test(text.slice(0, 80))) {
    yield* shell.writeError(`${given}: ${given}: cannot execute binary file\n`);
    return 126;
  }
  shell.calls = [{ name: 'main', source: given, line: 0 }];
  return yield* runSource(shell, text, 1, undefined);
}

function inPath(shell: Shell, name: string): string | undefined {
  for (const directory of (shell.variables.get('PATH') ?? '').split(':'))
    if (directory && shell.process.files.exists(`${directory}/${name}`)) return `${directory}/${name}`;
  return undefined;
}
