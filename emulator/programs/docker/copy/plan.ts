import { CliError } from '../cli/error';

/** What is copied: its path as it was given, and what stands there. */
export interface CopySource {
  readonly path: string;
  readonly isDirectory: boolean;
  /** The name that its members have in the archive's first component, where that is not the path's own (a followed link). */
  readonly archiveName?: string;
}

/** Where it goes: the path as it was given, and what stands there. */
export interface CopyTarget {
  readonly path: string;
  readonly exists: boolean;
  readonly isDirectory: boolean;
}

/** Where to unpack, and how to rename the archive's first component on the way (undefined: not at all). */
export interface CopyPlan {
  readonly directory: string;
  readonly rename: { readonly from: string; readonly to: string } | undefined;
}

/** Whether a path says itself that it is a directory: `x/`, `x/.`. */
export const assertsDirectory = (path: string) => /(^|\/)\.?$/.test(path);

/** Whether a path means what is in a directory rather than the directory: `x/.`, `.`. */
export const meansContent = (path: string) => /(^|\/)\.$/.test(path);

/** A path's directory and last name; `x/.` is split into `x` and `.`. */
export function splitPath(path: string): { directory: string; name: string } {
  if (meansContent(path)) return { directory: path.replace(/\/?\.$/, '') || (path.startsWith('/') ? '/' : '.'), name: '.' };
  const clean = path.replace(/(.)\/+$/, '$1');
  const slash = clean.lastIndexOf('/');
  return { directory: slash < 0 ? '.' : clean.slice(0, slash) || '/', name: clean === '/' ? '/' : clean.slice(slash + 1) };
}

/** Decides what a copy comes to, by the rules that `docker cp --help` refers to (moby's archive.PrepareArchiveCopy). Throws `CliError`. */
export function planCopy(source: CopySource, target: CopyTarget): CopyPlan {
  const from = splitPath(source.path).name;
  const { directory, name } = splitPath(target.path);
  const own = source.archiveName !== undefined && source.archiveName !== from ? { from: source.archiveName, to: from } : undefined;
  if (target.exists && target.isDirectory) return { directory: target.path, rename: own };
  if (target.exists && source.isDirectory) throw new CliError('cannot copy directory');
  if (!target.exists && !source.isDirectory && assertsDirectory(target.path)) throw new CliError('no such directory');
  return { directory, rename: { from: source.archiveName ?? from, to: name } };
}

/** A member's name with the first component renamed. */
export function renamed(name: string, rename: CopyPlan['rename']): string {
  if (!rename) return name;
  const plain = name.replace(/^\.\//, rename.from === '.' ? './' : '');
  if (rename.from === '.') return plain === '.' || plain === './' || plain === '' ? rename.to : `${rename.to}/${plain.replace(/^\.\//, '')}`;
  return plain === rename.from || plain.startsWith(`${rename.from}/`) ? rename.to + plain.slice(rename.from.length) : plain;
}
