import type { TarEntry } from '../../../vfs/tar/tar-entry';
import type { FileSet } from './context';
import { hasWildcard, isIgnored, pathPattern } from './pattern';

/** Something that is to be copied. */
export interface Selected {
  readonly entry: TarEntry;
  /** Where it goes below the destination; empty for the destination itself. */
  readonly path: string;
}

/** What one source of COPY came to. */
export interface Selection {
  /** The file or directory that was named, without a leading slash. */
  readonly root: string;
  readonly kind: 'file' | 'directory';
  readonly files: readonly Selected[];
}

/** A source without `.`, `..` and slashes that lead nowhere; it can't lead out of the context. */
export function cleanSource(source: string): string {
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Follows symbolic links in the directories above `path`, and in it when it is one to be copied from. */
export function resolveLinks(files: FileSet, path: string): string {
  let done: string[] = [];
  const left = path.split('/').filter((part) => part !== '');
  for (let hops = 0; left.length > 0 && hops < 255; hops++) {
    const part = left.shift() as string;
    const name = [...done, part].join('/');
    const entry = files.get(name);
    if (entry?.kind !== 'symlink') {
      done.push(part);
      continue;
    }
    const target = entry.linkName ?? '';
    if (target.startsWith('/')) done = [];
    for (const piece of target.split('/').reverse()) if (piece !== '' && piece !== '.') left.unshift(piece);
    while (left[0] === '..') {
      left.shift();
      done.pop();
    }
  }
  return done.join('/');
}

/** What the names of sources mean among `files`; undefined for one that is named plainly and is not there. `*` may mean nothing. */
export function selectSource(files: FileSet, source: string, options: { exclude: readonly string[]; parents: boolean }): Selection[] | undefined {
  const pivot = options.parents ? source.indexOf('/./') : -1;
  const wanted = cleanSource(source);
  const keep = options.parents ? cleanSource(pivot < 0 ? '' : source.slice(0, pivot)) : undefined;
  if (wanted === '') return [directory(files, '', options.exclude, keep)];
  if (hasWildcard(wanted)) {
    const expression = pathPattern(wanted);
    return [...files.keys()]
      .filter((name) => expression.test(name))
      .sort(byteOrder)
      .map((name) => one(files, name, options.exclude, keep, name));
  }
  const real = resolveLinks(files, wanted);
  if (real === '') return [directory(files, '', options.exclude, keep)];
  if (!files.has(real)) return undefined;
  return [one(files, real, options.exclude, keep, wanted)];
}

const byteOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function one(files: FileSet, name: string, exclude: readonly string[], keep: string | undefined, wanted: string): Selection {
  const entry = files.get(name) as TarEntry;
  if (entry.kind === 'directory') return directory(files, name, exclude, keep);
  const path = keep === undefined ? (wanted.split('/').at(-1) ?? wanted) : below(name, keep);
  return { root: name, kind: 'file', files: [...parentsOf(files, name, keep), ...(isIgnored(path, exclude) ? [] : [{ entry, path }])] };
}

function below(name: string, base: string): string {
  return base !== '' && name.startsWith(`${base}/`) ? name.slice(base.length + 1) : name;
}

/** With `--parents`: the directories above a file, which come along. */
function parentsOf(files: FileSet, name: string, keep: string | undefined): Selected[] {
  if (keep === undefined) return [];
  const parts = below(name, keep).split('/').slice(0, -1);
  return parts.flatMap((_, index) => {
    const path = parts.slice(0, index + 1).join('/');
    const entry = files.get(keep === '' ? path : `${keep}/${path}`);
    return entry ? [{ entry, path }] : [];
  });
}

function directory(files: FileSet, root: string, exclude: readonly string[], keep: string | undefined): Selection {
  const prefix = root === '' ? '' : `${root}/`;
  const self = files.get(root);
  const base = keep === undefined ? '' : below(root, keep);
  const inner = [...files].filter(([name]) => name.startsWith(prefix) && name !== root).sort(([a], [b]) => byteOrder(a, b));
  const chosen = inner.map(([name, entry]) => ({ entry, path: name.slice(prefix.length) })).filter(({ path }) => !isIgnored(path, exclude));
  const moved = base === '' ? chosen : chosen.map(({ entry, path }) => ({ entry, path: `${base}/${path}` }));
  return {
    root,
    kind: 'directory',
    files: [...(keep === undefined ? [] : parentsOf(files, root, keep)), ...(self ? [{ entry: self, path: base }] : []), ...moved],
  };
}
