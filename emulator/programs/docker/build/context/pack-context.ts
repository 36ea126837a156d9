import type { FileCalls } from '../../../../vfs/types';
import { packPath } from '../../../../vfs/tar/pack-tree';
import type { TarEntry } from '../../../../vfs/tar/tar-entry';
import { isIgnored, mayHoldException, type IgnorePattern } from './ignore-pattern';

/** The names below `directory` that the patterns leave, with the directories above what an exception takes. */
function includedNames(files: FileCalls, directory: string, patterns: readonly IgnorePattern[]): Set<string> {
  const included = new Set<string>();
  const walk = (name: string) => {
    const path = name === '' ? directory : `${directory}/${name}`;
    for (const entry of files.readDirectory(path)) {
      const child = name === '' ? entry.name : `${name}/${entry.name}`;
      const isDirectory = files.lstat(`${directory}/${child}`).kind === 'directory';
      const ignored = isIgnored(patterns, child);
      if (!ignored) {
        const parts = child.split('/');
        for (let length = 1; length <= parts.length; length++) included.add(parts.slice(0, length).join('/'));
      }
      if (isDirectory && (!ignored || mayHoldException(patterns, child))) walk(child);
    }
  };
  walk('');
  return included;
}

/** The members of a build context: all below `directory` that is not ignored, owned by root, since the builder does not know the client's users. */
export function* packContext(files: FileCalls, directory: string, patterns: readonly IgnorePattern[]): Generator<TarEntry> {
  const included = patterns.length === 0 ? undefined : includedNames(files, directory, patterns);
  const include = included && ((name: string) => included.has(name));
  for (const entry of packPath(files, directory, { include })) yield { ...entry, uid: 0, gid: 0 };
}
