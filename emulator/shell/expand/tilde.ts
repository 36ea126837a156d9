import type { Shell } from '../state/shell';
import { readAccounts } from '../state/accounts';

/** What `~`, `~user`, `~+`, `~-` stand for; undefined when it stays as it is. */
export function expandTilde(prefix: string, shell: Shell): string | undefined {
  const name = prefix.slice(1);
  if (name === '') return shell.variables.get('HOME') ?? homeOf(shell);
  if (name === '+') return shell.variables.get('PWD');
  if (name === '-') return shell.variables.get('OLDPWD');
  const numbered = /^[+-]?\d+$/.test(name) ? shell.directories[Number(name) < 0 ? shell.directories.length + Number(name) : Number(name)] : undefined;
  return numbered ?? readAccounts(shell.process.files).find((account) => account.name === name)?.home;
}

function homeOf(shell: Shell): string | undefined {
  return readAccounts(shell.process.files).find((account) => account.uid === shell.process.credentials.uid)?.home;
}

/** Replaces a tilde at the start of unquoted `text`, and in an assignment after each colon. `more` tells that the word goes on behind the text. */
export function expandTildes(text: string, inAssignment: boolean, atStart: boolean, more: boolean, shell: Shell): { text: string; quoted: boolean }[] {
  const pattern = inAssignment ? /(^|:)(~[^/:]*)/g : /^()(~[^/]*)/g;
  const pieces: { text: string; quoted: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, before = '', prefix = ''] = match;
    const at = match.index + before.length;
    if (match.index === 0 && before === '' && !atStart) continue;
    // A prefix that runs into a quoted or expanded part is none.
    if (more && at + prefix.length === text.length) continue;
    const home = expandTilde(prefix, shell);
    if (home === undefined) continue;
    if (at > from) pieces.push({ text: text.slice(from, at), quoted: false });
    pieces.push({ text: home, quoted: true });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), quoted: false });
  return pieces;
}
