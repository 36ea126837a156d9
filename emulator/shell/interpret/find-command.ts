import { isSystemError } from '../../kernel/errno';
import type { Shell } from '../state/shell';

export const standardPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export type FoundCommand =
  { readonly kind: 'found'; readonly path: string } | { readonly kind: 'missing' } | { readonly kind: 'refused'; readonly reason: string };

/** The file that `name` runs: itself when it has a slash, else the first executable of that name in PATH. */
export function findCommand(shell: Shell, name: string, defaultPath = false): FoundCommand {
  if (name === '') return { kind: 'missing' };
  if (name.includes('/')) return check(shell, name);
  const known = defaultPath ? undefined : shell.hash.get(name);
  if (known && isExecutable(shell, known.path)) {
    known.hits++;
    return { kind: 'found', path: known.path };
  }
  const [first] = findAll(shell, name, defaultPath);
  if (first) {
    if (!defaultPath && first.startsWith('/')) shell.hash.set(name, { path: first, hits: 1 });
    return { kind: 'found', path: first };
  }
  // A file that may not be executed is told apart from none.
  for (const directory of searchPath(shell, defaultPath)) {
    const path = join(directory, name);
    if (kindOf(shell, path) === 'file') return { kind: 'refused', reason: 'Permission denied' };
  }
  return { kind: 'missing' };
}

/** All executables called `name` in PATH. */
export function findAll(shell: Shell, name: string, defaultPath = false): string[] {
  return searchPath(shell, defaultPath)
    .map((directory) => join(directory, name))
    .filter((path) => isExecutable(shell, path));
}

export function searchPath(shell: Shell, defaultPath = false): string[] {
  const path = defaultPath ? standardPath : (shell.variables.get('PATH') ?? '');
  return path === '' ? [] : path.split(':');
}

function join(directory: string, name: string): string {
  if (directory === '') return `./${name}`;
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

function kindOf(shell: Shell, path: string): string | undefined {
  try {
    return shell.process.files.stat(path).kind;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** Whether `path` is a file that the shell's user may execute. */
export function isExecutable(shell: Shell, path: string): boolean {
  try {
    return shell.process.files.stat(path).kind === 'file' && shell.process.files.access(path, { execute: true });
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

function check(shell: Shell, path: string): FoundCommand {
  try {
    const { kind } = shell.process.files.stat(path);
    if (kind === 'directory') return { kind: 'refused', reason: shell.flavour === 'bash' ? 'Is a directory' : 'Permission denied' };
    if (!shell.process.files.access(path, { execute: true })) return { kind: 'refused', reason: 'Permission denied' };
    return { kind: 'found', path };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.errno === 'ENOENT') return { kind: 'missing' };
    return { kind: 'refused', reason: error.message };
  }
}
