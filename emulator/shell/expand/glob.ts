import type { FileCalls } from '../../vfs/types';
import { compilePattern, hasPattern, unquotePattern } from './pattern';

export interface GlobOptions {
  readonly extended: boolean;
  readonly dot: boolean;
  readonly star: boolean;
  readonly ignoreCase: boolean;
}

/** The paths that `pattern` (with quoted letters behind backslashes) matches, sorted. Directories that may not be read match nothing. */
export function expandGlob(pattern: string, files: FileCalls, options: GlobOptions): string[] {
  const absolute = pattern.startsWith('/');
  const parts = splitPath(pattern);
  const slash = pattern.endsWith('/') && parts.length > 0;
  let found = [absolute ? '/' : ''];
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    found = step(found, part, last, !last || slash, files, options);
    if (found.length === 0) return [];
  }
  const paths = slash ? found.filter((path) => path !== '').map((path) => (path.endsWith('/') ? path : `${path}/`)) : found;
  return paths.sort(compareNames);
}

/** Cuts at slashes that are not in brackets. */
function splitPath(pattern: string): string[] {
  return pattern.split('/').filter((part) => part !== '');
}

function step(from: readonly string[], part: string, last: boolean, directory: boolean, files: FileCalls, options: GlobOptions): string[] {
  if (options.star && part === '**') return from.flatMap((base) => descend(base, last && !directory, files, options));
  if (!hasPattern(part, options.extended)) {
    const name = unquotePattern(part);
    return from.map((base) => join(base, name)).filter((path) => exists(path, directory, files));
  }
  const pattern = compilePattern(part, { extended: options.extended, ignoreCase: options.ignoreCase });
  const wantsDot = part.startsWith('.') || part.startsWith('\\.');
  const found: string[] = [];
  for (const base of from) {
    for (const entry of entries(base, files)) {
      if (entry.name.startsWith('.') && !wantsDot && !options.dot) continue;
      if (!pattern.matches(entry.name)) continue;
      const path = join(base, entry.name);
      if (!directory || entry.kind === 'directory' || (entry.kind === 'symlink' && exists(path, true, files))) found.push(path);
    }
  }
  return found;
}

/** `**`: this directory and all below it, with their files when it is the last part. */
function descend(base: string, withFiles: boolean, files: FileCalls, options: GlobOptions): string[] {
  const found = base === '' ? (withFiles ? [] : ['']) : [withFiles && !base.endsWith('/') ? `${base}/` : base];
  const walk = (path: string) => {
    for (const entry of entries(path, files)) {
      if (entry.name.startsWith('.') && !options.dot) continue;
      const inner = join(path, entry.name);
      if (entry.kind === 'directory') {
        found.push(inner);
        walk(inner);
      } else if (withFiles) found.push(inner);
    }
  };
  walk(base);
  return found;
}

function join(base: string, name: string): string {
  return base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
}

function entries(path: string, files: FileCalls) {
  try {
    return files.readDirectory(path === '' ? '.' : path);
  } catch {
    return [];
  }
}

function exists(path: string, directory: boolean, files: FileCalls): boolean {
  try {
    return directory ? files.stat(path).kind === 'directory' : files.lstat(path) !== undefined;
  } catch {
    return false;
  }
}

/** The order of names in the C.UTF-8 locale. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
