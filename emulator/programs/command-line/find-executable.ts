import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';

/**
 * The file that `name` runs, as execvp finds it: itself when it has a slash, else the first executable file of that name in the
 * directories of `path`. Undefined when there is none.
 */
export function findExecutable(process: Process, name: string, path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'): string | undefined {
  const { files } = process;
  if (name.includes('/')) return name;
  if (name === '') return undefined;
  for (const directory of path.split(':')) {
    const candidate = `${directory === '' ? '.' : directory}/${name}`;
    try {
      if (files.stat(candidate).kind === 'file' && files.access(candidate, { execute: true })) return candidate;
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }
  return undefined;
}
