import type { FileCalls } from '../../vfs/types';

/** Bytes of all regular files below `path`, each counted once however many names it has. */
export function treeSize(files: FileCalls, path: string): number {
  const seen = new Set<string>();
  let sum = 0;
  const visit = (at: string) => {
    for (const entry of files.readDirectory(at)) {
      const below = `${at}/${entry.name}`;
      if (entry.kind === 'directory') visit(below);
      else {
        const { device, inode, size } = files.lstat(below);
        const identity = `${device}:${inode}`;
        if (!seen.has(identity)) sum += size;
        seen.add(identity);
      }
    }
  };
  visit(path);
  return sum;
}
