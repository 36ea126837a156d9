import { isSystemError } from '../../kernel/errno';
import type { FileCalls } from '../../vfs/types';

/** An absolute path without `.`, `..` and doubled slashes, links left as they are. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function linkTarget(files: FileCalls, path: string): string | undefined {
  try {
    return files.lstat(path).kind === 'symlink' ? files.readLink(path) : undefined;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** The real path of as much as there is, and the rest as it was given: `realpath -m`. */
export function canonicalPath(files: FileCalls, path: string): string {
  let known = path;
  let rest = '';
  let followed = 0;
  for (;;) {
    try {
      return normalizePath(`${files.realPath(known === '' ? '.' : known, { missingLast: true })}${rest}`);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const target = linkTarget(files, known);
      if (target !== undefined) {
        known = target.startsWith('/') ? target : `${known.includes('/') ? known.replace(/\/[^/]*$/, '') || '/' : '.'}/${target}`;
        if (++followed > 40) throw error;
        continue;
      }
      const at = known.replace(/\/+$/, '').lastIndexOf('/');
      rest = `/${known.slice(at + 1)}${rest}`;
      if (at < 0) known = '';
      else known = known.slice(0, at) || '/';
    }
  }
}

/** The way from the directory `from` to `to`, both absolute. */
export function relativePath(to: string, from: string): string {
  const start = from.split('/').filter((part) => part !== '');
  const end = to.split('/').filter((part) => part !== '');
  let common = 0;
  while (common < start.length && common < end.length && start[common] === end[common]) common++;
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].join('/') || '.';
}
