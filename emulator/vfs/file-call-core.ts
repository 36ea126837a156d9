import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { isReadOnly } from './mount-namespace';
import type { OpenFile } from './open-file';
import { walkToEnd, walkToPlace, type PathEnd } from './path-walk';
import { checkPermission, inGroup, mayExecute, mayWrite } from './permissions';
import type { FileContext, NewNode, Node, OpenOptions, Place } from './types';

/** What the rest of the machine does for files that are no bytes on a disk. */
export interface SpecialFiles {
  /** Opens a fifo, or a device on a file system that drives none itself. ENXIO when there is nobody to. `name` is the path. */
  open(place: Place, options: OpenOptions, name: string): OpenFile;
}

/** What all file calls share. */
export interface FileCallCore {
  readonly context: () => FileContext;
  readonly clock: Clock;
  readonly special: SpecialFiles | undefined;
}

/** Runs `action` and names `path` in the SystemError that it throws. */
export function about<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    // The same error again, since making one costs microseconds and PATH searches meet many.
    if (error instanceof SystemError && error.path === undefined) Object.assign(error, { path });
    throw error;
  }
}

/** The time of now, with its fraction. */
export function instant(clock: Clock): number {
  return clock.now() + clock.nanoseconds() / 1e6;
}

/** EROFS when `place` stands on a read-only mount. */
export function checkWritable(place: Place): void {
  if (isReadOnly(place.mount)) throw new SystemError('EROFS');
}

/** Follows `path`. */
export function find(context: FileContext, path: string, follow = true): Place {
  return walkToPlace(context, path, { follow });
}

/** A new file's mode and owner, as its maker and its directory make them. */
export function newOwnership(context: FileContext, directory: Node, kind: NewNode['kind'], mode: number): Pick<NewNode, 'mode' | 'uid' | 'gid'> {
  const { credentials, umask } = context;
  const holder = directory.attributes();
  const inherits = (holder.mode & 0o2000) !== 0;
  const gid = inherits ? holder.gid : credentials.gid;
  let made = kind === 'symlink' ? 0o777 : mode & ~umask & 0o7777;
  if (inherits && kind === 'directory') made |= 0o2000;
  else if (inherits && (made & 0o2010) === 0o2010 && credentials.uid !== 0 && !inGroup(credentials, gid)) made &= ~0o2000;
  return { mode: made, uid: credentials.uid, gid };
}

/** Whether `context` may make something in `parent`; throws what forbids it. */
export function checkCreation(context: FileContext, parent: Place): void {
  checkWritable(parent);
  checkPermission(parent.node, context.credentials, mayWrite | mayExecute);
}

/**
 * The end of a path where something other than a regular file is to be made: EEXIST when something is there, ENOENT for a slash after
 * what is to be no directory. Linux looks for what is there before it looks at permissions.
 */
export function endForCreation(context: FileContext, path: string, kind: NewNode['kind']): PathEnd {
  const end = walkToEnd(context, path);
  if (end.kind !== 'name' || end.parent.node.lookup(end.name)) throw new SystemError('EEXIST');
  if (end.slash && kind !== 'directory') throw new SystemError('ENOENT');
  checkCreation(context, end.parent);
  return end;
}
