import { isSystemError } from '../../kernel/errno';
import type { Shell } from './shell';

/** Where the history is kept. */
function historyPath(shell: Shell): string | undefined {
  const path = shell.variables.get('HISTFILE');
  return path === '' ? undefined : path;
}

/** Takes up the lines of HISTFILE. */
export function loadHistory(shell: Shell, path = historyPath(shell)): void {
  if (path === undefined) return;
  let text: string;
  try {
    text = shell.process.files.readText(path);
  } catch (error) {
    if (isSystemError(error)) return;
    throw error;
  }
  for (const line of text.split('\n')) if (line !== '' && !/^#\d+$/.test(line)) shell.history.add(line);
  shell.history.saved = shell.history.all().length;
}

/** Writes HISTFILE: all of it, or with `append` what has come since. Failures are nobody's business, as in bash. */
export function saveHistory(shell: Shell, append = shell.options.shell('histappend'), path = historyPath(shell)): void {
  if (path === undefined) return;
  const limit = Number(shell.variables.get('HISTFILESIZE') ?? 500);
  const lines = shell.history.all();
  const chosen = append ? lines.slice(shell.history.saved) : lines.slice(-limit);
  try {
    shell.process.files.writeFile(path, chosen.map((line) => `${line}\n`).join(''), { mode: 0o600, append });
    shell.history.saved = lines.length;
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
