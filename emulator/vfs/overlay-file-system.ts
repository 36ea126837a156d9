import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { nextDeviceNumber } from './device-number';
import { OverlayNode, type OverlayShared } from './overlay-node';
import type { FileSystem, FileSystemUsage, Node } from './types';

/** What an overlay is made of: directories of any file system. */
export interface OverlayOptions {
  /** At least one, the uppermost first (as in the mount option `lowerdir=`). */
  lower: readonly Node[];
  /** Where changes go; without it, the overlay is read-only. */
  upper?: Node;
  /** An empty directory in the upper layer's file system, as the kernel wants one. */
  work?: Node;
  clock: Clock;
  /** `st_dev`; the next free one when absent. */
  device?: number;
}

/** Numbers for files of layers that lie in other file systems than the first: out of reach of any disk's. */
const foreignInodes = 2 ** 40;

/**
 * An `overlay` file system, as Linux has it without redirect_dir, index and metacopy. Files of lower layers are copied up when they are
 * changed, whole directories can be moved only when they are in the upper layer alone (EXDEV), what is deleted leaves a whiteout (character device
 * 0/0), and a directory made anew hides what is below (`trusted.overlay.opaque`). What the layers' directories hold is looked at afresh at each
 * lookup, so changes in them show at once. A file that was never read costs nothing when it is copied up: its content stays a recipe.
 */
export function createOverlay(options: OverlayOptions): FileSystem {
  const { lower, upper, work } = options;
  const first = upper ?? lower[0];
  if (!first || (!upper && lower.length === 0)) throw new SystemError('EINVAL');
  for (const directory of [...lower, upper, work]) if (directory && directory.kind !== 'directory') throw new SystemError('ENOTDIR');
  if (upper && (!work || work.fileSystem !== upper.fileSystem)) throw new SystemError('EINVAL');
  if (work && !work.lookup('work')) work.create('work', { kind: 'directory', mode: 0, uid: 0, gid: 0 });

  const foreign = new WeakMap<Node, number>();
  let nextForeign = foreignInodes;
  const fileSystem: { -readonly [Key in keyof FileSystem]: FileSystem[Key] } = {
    type: 'overlay',
    device: options.device ?? nextDeviceNumber(options.clock),
    readOnly: !upper,
    usage: (): FileSystemUsage => first.fileSystem.usage(),
    root: undefined as unknown as Node,
  };
  const shared: OverlayShared = {
    fileSystem,
    writable: upper !== undefined,
    known: new WeakMap(),
    inodeOf(real) {
      if (real.fileSystem === first.fileSystem) return real.inode;
      let number = foreign.get(real);
      if (number === undefined) foreign.set(real, (number = nextForeign++));
      return number;
    },
  };
  fileSystem.root = new OverlayNode(shared, upper, lower, undefined, '');
  return fileSystem;
}
