import { opaqueName, whiteoutPrefix } from '../../../vfs/tar/pack-tree';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import type { FileSet } from '../context/context';

/** Takes everything below a directory away. */
function clear(files: Map<string, TarEntry>, directory: string, except: ReadonlySet<string>): void {
  const prefix = directory === '' ? '' : `${directory}/`;
  for (const name of [...files.keys()]) if (name.startsWith(prefix) && name !== directory && !except.has(name)) files.delete(name);
}

/** The files below a layer with the layer's changes made: whiteouts applied, hard links as files. */
export function applyLayer(below: FileSet, entries: readonly TarEntry[]): FileSet {
  const files = new Map(below);
  const brought = new Set<string>();
  for (const entry of entries) {
    const slash = entry.name.lastIndexOf('/');
    const base = entry.name.slice(slash + 1);
    const directory = slash < 0 ? '' : entry.name.slice(0, slash);
    if (base === opaqueName) {
      clear(files, directory, brought);
      continue;
    }
    if (base.startsWith(whiteoutPrefix)) {
      const gone = `${directory === '' ? '' : `${directory}/`}${base.slice(whiteoutPrefix.length)}`;
      clear(files, gone, brought);
      files.delete(gone);
      continue;
    }
    if (entry.kind !== 'directory' && files.get(entry.name)?.kind === 'directory') clear(files, entry.name, brought);
    const linked = entry.kind === 'hardlink' ? files.get(entry.linkName ?? '') : undefined;
    files.set(entry.name, linked ? { ...linked, name: entry.name } : entry);
    brought.add(entry.name);
  }
  return files;
}
