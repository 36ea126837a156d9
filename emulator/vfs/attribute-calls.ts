import { SystemError } from '../kernel/errno';
import { about, checkWritable, find, instant, type FileCallCore } from './file-call-core';
import { placePath, walkToPossible } from './path-walk';
import { checkPermission, inGroup, isOwner, isPermitted, mayExecute, mayRead, mayWrite } from './permissions';
import { isReadOnly } from './mount-namespace';
import type { FileCalls, FileContext, Node } from './types';

type AttributeCalls = Pick<
  FileCalls,
  | 'resolve'
  | 'pathOf'
  | 'realPath'
  | 'stat'
  | 'lstat'
  | 'exists'
  | 'access'
  | 'readLink'
  | 'changeMode'
  | 'changeOwner'
  | 'setTimes'
  | 'usage'
  | 'getExtended'
  | 'setExtended'
>;

/** Who may see and set an extended attribute, by the part of its name before the first dot. */
function checkExtended(context: FileContext, node: Node, name: string, wanted: number): void {
  const { uid } = context.credentials;
  if (name.startsWith('trusted.')) {
    if (uid !== 0) throw new SystemError(wanted === mayRead ? 'ENODATA' : 'EPERM');
  } else if (name.startsWith('user.')) {
    if (node.kind !== 'file' && node.kind !== 'directory') throw new SystemError(wanted === mayRead ? 'ENODATA' : 'EPERM');
    checkPermission(node, context.credentials, wanted);
  } else if (name.startsWith('security.')) {
    if (wanted === mayWrite && uid !== 0) throw new SystemError('EPERM');
  } else {
    throw new SystemError('EOPNOTSUPP');
  }
}

/** The calls that ask about and set what a file is, not what is in it. */
export function createAttributeCalls({ context: current, clock }: FileCallCore): AttributeCalls {
  const calls: AttributeCalls = {
    resolve: (path, options = {}) => about(path, () => find(current(), path, options.follow ?? true)),
    pathOf: (place) => placePath(current(), place),
    realPath: (path, options = {}) =>
      about(path, () => {
        const context = current();
        const { end, place } = walkToPossible(context, path, { follow: true });
        if (place) return placePath(context, place);
        if (!options.missingLast) throw new SystemError('ENOENT');
        const directory = placePath(context, end.parent);
        return directory === '/' ? `/${end.name}` : `${directory}/${end.name}`;
      }),
    stat: (path) => about(path, () => find(current(), path).node.attributes()),
    lstat: (path) => about(path, () => find(current(), path, false).node.attributes()),
    exists(path) {
      try {
        return walkToPossible(current(), path, { follow: true }).place !== undefined;
      } catch (error) {
        if (error instanceof SystemError) return false;
        throw error;
      }
    },
    access: (path, wanted) =>
      about(path, () => {
        const context = current();
        const { mount, node } = find(context, path);
        const bits = (wanted.read ? mayRead : 0) | (wanted.write ? mayWrite : 0) | (wanted.execute ? mayExecute : 0);
        if (wanted.write && isReadOnly(mount) && (node.kind === 'file' || node.kind === 'directory')) return false;
        return isPermitted(node.attributes(), context.credentials, bits);
      }),
    readLink: (path) =>
      about(path, () => {
        const { node } = find(current(), path, false);
        if (node.kind !== 'symlink') throw new SystemError('EINVAL');
        return node.target();
      }),
    changeMode: (path, mode) =>
      about(path, () => {
        const context = current();
        const place = find(context, path);
        checkWritable(place);
        const attributes = place.node.attributes();
        if (!isOwner(attributes, context.credentials)) throw new SystemError('EPERM');
        const outside = context.credentials.uid !== 0 && !inGroup(context.credentials, attributes.gid);
        place.node.change({ mode: outside ? mode & ~0o2000 : mode });
      }),
    changeOwner: (path, uid, gid, options = {}) =>
      about(path, () => {
        const { credentials, ...context } = current();
        const place = find({ ...context, credentials }, path, options.follow ?? true);
        checkWritable(place);
        const { node } = place;
        const before = node.attributes();
        if (credentials.uid !== 0) {
          const givesAway = uid !== before.uid || (gid !== before.gid && !inGroup(credentials, gid));
          if (before.uid !== credentials.uid || givesAway) throw new SystemError('EPERM');
        }
        const drops = node.kind === 'directory' ? 0 : 0o4000 | ((before.mode & 0o010) !== 0 ? 0o2000 : 0);
        const mode = before.mode & ~drops;
        node.change(mode === before.mode ? { uid, gid } : { uid, gid, mode });
      }),
    setTimes: (path, times, options = {}) =>
      about(path, () => {
        const context = current();
        const place = find(context, path, options.follow ?? true);
        checkWritable(place);
        const now = times.accessed === undefined && times.modified === undefined;
        if (!isOwner(place.node.attributes(), context.credentials)) {
          if (!now) throw new SystemError('EPERM');
          checkPermission(place.node, context.credentials, mayWrite);
        }
        const instantNow = instant(clock);
        place.node.change(now ? { accessed: instantNow, modified: instantNow } : times);
      }),
    usage: (path) => about(path, () => find(current(), path).node.fileSystem.usage()),
    getExtended: (path, name) =>
      about(path, () => {
        const context = current();
        const { node } = find(context, path);
        checkExtended(context, node, name, mayRead);
        return node.getExtended(name);
      }),
    setExtended: (path, name, value) =>
      about(path, () => {
        const context = current();
        const place = find(context, path);
        checkWritable(place);
        checkExtended(context, place.node, name, mayWrite);
        place.node.setExtended(name, value);
      }),
  };
  return calls;
}
