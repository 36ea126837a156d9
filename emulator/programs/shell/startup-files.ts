import { isSystemError } from '../../kernel/errno';
import { ExitShell, Interrupted } from '../../shell/state/control';
import { reportFailure } from '../../shell/interpret/report-failure';
import type { Shell } from '../../shell/state/shell';
import type { Step } from '../../shell/state/step';
import { expandDynamic } from '../../shell/expand/word';
import type { Invocation } from './command-line';

/** Runs a file in this shell when it is there; gives whether it was. */
export function* runFileIfThere(shell: Shell, path: string): Step<boolean> {
  let text: string;
  try {
    text = shell.process.files.readText(path);
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
  const { sourceName, line } = shell;
  shell.sourceName = path;
  shell.sourceDepth++;
  try {
    yield* shell.engine.runText(shell, text, { firstLine: 1 });
  } catch (error) {
    if (error instanceof ExitShell) throw error;
    if (!(error instanceof Interrupted) && (yield* reportFailure(shell, error)) === undefined && !(error instanceof Error && error.name === 'ReturnFrom'))
      throw error;
  } finally {
    shell.sourceDepth--;
    shell.sourceName = sourceName;
    shell.line = line;
  }
  return true;
}

/** /etc/profile, ~/.bash_profile, ~/.bashrc, BASH_ENV, ENV: what the manual says for this kind of shell. */
export function* runStartupFiles(shell: Shell, invocation: Invocation): Step<void> {
  const home = shell.variables.get('HOME') ?? '';
  if (shell.login && !invocation.noProfile) {
    yield* runFileIfThere(shell, '/etc/profile');
    const names = shell.flavour === 'bash' ? ['.bash_profile', '.bash_login', '.profile'] : ['.profile'];
    for (const name of names) if (yield* runFileIfThere(shell, `${home}/${name}`)) break;
  }
  if (shell.flavour === 'bash') {
    if (shell.interactive && !shell.login && !invocation.noStartupFile) {
      if (invocation.startupFile !== undefined) yield* runFileIfThere(shell, invocation.startupFile);
      else {
        yield* runFileIfThere(shell, '/etc/bash.bashrc');
        yield* runFileIfThere(shell, `${home}/.bashrc`);
      }
    }
    const file = shell.interactive ? undefined : shell.variables.get('BASH_ENV');
    if (file) yield* runFileIfThere(shell, yield* expandDynamic(file, shell));
  } else if (shell.interactive) {
    const file = shell.variables.get('ENV');
    if (file) yield* runFileIfThere(shell, yield* expandDynamic(file, shell));
  }
}
