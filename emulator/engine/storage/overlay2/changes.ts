import { isSystemError } from '../../../kernel/errno';
import { isWhiteout, isOpaque } from '../../../vfs/overlay-layers';
import type { FileCalls } from '../../../vfs/types';
import type { ContainerLayer } from '../../image/types';

type Change = ReturnType<ContainerLayer['changes']>[number];

/** What an overlay's upper directory changes against the directories below it (uppermost first), sorted by path as `docker diff` does. The init layer's places count as being there. */
export function layerChanges(files: FileCalls, upper: string, lower: readonly string[]): Change[] {
  const changes: Change[] = [];
  const isBelow = (path: string) => {
    for (const directory of lower) {
      if (!lexists(files, `${directory}${path}`)) continue;
      return !isWhiteout(files.resolve(`${directory}${path}`, { follow: false }).node);
    }
    return false;
  };
  const visit = (path: string, hidden: boolean) => {
    for (const { name, kind } of files.readDirectory(`${upper}${path}`)) {
      const full = `${path}/${name}`;
      const { node } = files.resolve(`${upper}${full}`, { follow: false });
      const below = !hidden && isBelow(full);
      if (isWhiteout(node)) {
        if (below) changes.push({ kind: 'D', path: full });
        continue;
      }
      changes.push({ kind: below ? 'C' : 'A', path: full });
      if (kind === 'directory') visit(full, hidden || isOpaque(node));
    }
  };
  visit('', false);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function lexists(files: FileCalls, path: string): boolean {
  try {
    files.lstat(path);
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
