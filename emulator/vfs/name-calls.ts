import { SystemError } from '../kernel/errno';
import { about, checkCreation, checkWritable, endForCreation, find, newOwnership, type FileCallCore } from './file-call-core';
import { sameNode } from './mount-namespace';
import { walkToEnd, walkToPossible, type PathEnd } from './path-walk';
import { checkPermission, checkRemoval, isOwner, isPermitted, mayRead, mayWrite } from './permissions';
import type { FileCalls, FileContext, NewNode, Node } from './types';

type NameCalls = Pick<FileCalls, 'makeDirectory' | 'makeNode' | 'link' | 'symlink' | 'unlink' | 'removeDirectory' | 'rename'>;

/** Whether something is mounted on that name itself. */
function isMountPoint(context: FileContext, end: PathEnd, node: Node): boolean {
  return context.namespace.mountedOn({ mount: end.parent.mount, node }) !== undefined;
}

/** Makes a file that is not a regular one at `path`. */
function make(context: FileContext, path: string, made: Omit<NewNode, 'uid' | 'gid'>): void {
  const end = endForCreation(context, path, made.kind);
  end.parent.node.create(end.name, { ...made, ...newOwnership(context, end.parent.node, made.kind, made.mode) });
}

/** Ubuntu's `fs.protected_hardlinks`: who may give another name to a file that is not theirs. */
function checkHardLink(context: FileContext, node: Node): void {
  const { credentials } = context;
  const attributes = node.attributes();
  if (isOwner(attributes, credentials)) return;
  const privileged = (attributes.mode & 0o4000) !== 0 || (attributes.mode & 0o2010) === 0o2010;
  if (node.kind !== 'file' || privileged || !isPermitted(attributes, credentials, mayRead | mayWrite)) throw new SystemError('EPERM');
}

/** Whether `ancestor` is `node` or a directory above it in the same file system. */
function isAbove(ancestor: Node, node: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.location?.()?.directory) if (sameNode(at, ancestor)) return true;
  return false;
}

function rename(context: FileContext, fromPath: string, toPath: string): void {
  const from = walkToEnd(context, fromPath);
  const to = walkToEnd(context, toPath);
  if (from.parent.mount !== to.parent.mount) throw new SystemError('EXDEV');
  if (from.kind !== 'name' || to.kind !== 'name') throw new SystemError('EBUSY');
  checkWritable(from.parent);
  const source = from.parent.node.lookup(from.name);
  if (!source) throw new SystemError('ENOENT');
  const target = to.parent.node.lookup(to.name);
  if (source.kind !== 'directory' && (from.slash || to.slash)) throw new SystemError('ENOTDIR');
  if (source.kind === 'directory' && isAbove(source, to.parent.node)) throw new SystemError('EINVAL');
  if (target?.kind === 'directory' && isAbove(target, from.parent.node)) throw new SystemError('ENOTEMPTY');
  // One inode, not only one number: names that a lower layer of an overlay links are files of their own there.
  if (source === target) return;
  checkRemoval(from.parent.node, source, context.credentials);
  if (target) {
    checkRemoval(to.parent.node, target, context.credentials);
    if (source.kind === 'directory' && target.kind !== 'directory') throw new SystemError('ENOTDIR');
    if (source.kind !== 'directory' && target.kind === 'directory') throw new SystemError('EISDIR');
  } else {
    checkCreation(context, to.parent);
  }
  if (source.kind === 'directory' && !sameNode(from.parent.node, to.parent.node)) checkPermission(source, context.credentials, mayWrite);
  if (isMountPoint(context, from, source) || (target && isMountPoint(context, to, target))) throw new SystemError('EBUSY');
  from.parent.node.rename(from.name, to.parent.node, to.name);
}

/** The calls that make, move and take away names. */
export function createNameCalls({ context: current }: FileCallCore): NameCalls {
  const makeDirectory = (context: FileContext, path: string, mode: number) => make(context, path, { kind: 'directory', mode: mode & 0o1777 });

  /** mkdir -p: what is there already is fine, as long as it is a directory. */
  const makeParents = (context: FileContext, path: string, mode: number) => {
    const parts = path.split('/').filter((part) => part !== '');
    let prefix = path.startsWith('/') ? '/' : '';
    parts.forEach((part, index) => {
      prefix += part;
      const last = index === parts.length - 1;
      const { place } = walkToPossible(context, prefix, { follow: true });
      if (!place) makeDirectory(last ? context : { ...context, umask: context.umask & ~0o300 }, prefix, last ? mode : 0o777);
      else if (place.node.kind !== 'directory') throw new SystemError(last ? 'EEXIST' : 'ENOTDIR');
      prefix += '/';
    });
  };

  return {
    makeDirectory: (path, options = {}) =>
      about(path, () => {
        if (options.parents && path !== '') makeParents(current(), path, options.mode ?? 0o777);
        else makeDirectory(current(), path, options.mode ?? 0o777);
      }),
    makeNode: (path, made) =>
      about(path, () => {
        const context = current();
        const isDevice = made.kind === 'character' || made.kind === 'block';
        const isWhiteout = made.kind === 'character' && made.deviceType?.major === 0 && made.deviceType.minor === 0;
        const end = endForCreation(context, path, made.kind);
        if (isDevice && !isWhiteout && context.credentials.uid !== 0) throw new SystemError('EPERM');
        end.parent.node.create(end.name, { ...made, ...newOwnership(context, end.parent.node, made.kind, made.mode) });
      }),
    link: (existing, path, options = {}) =>
      about(existing, () => {
        const context = current();
        const { mount, node } = find(context, existing, options.follow ?? false);
        const end = about(path, () => {
          const found = walkToEnd(context, path);
          if (found.kind !== 'name' || found.parent.node.lookup(found.name)) throw new SystemError('EEXIST');
          if (found.slash) throw new SystemError('ENOENT');
          return found;
        });
        if (mount !== end.parent.mount) throw new SystemError('EXDEV');
        checkHardLink(context, node);
        about(path, () => checkCreation(context, end.parent));
        if (node.kind === 'directory') throw new SystemError('EPERM');
        end.parent.node.link(end.name, node);
      }),
    symlink: (target, path) =>
      about(path, () => {
        if (target === '') throw new SystemError('ENOENT');
        make(current(), path, { kind: 'symlink', mode: 0o777, target });
      }),
    unlink: (path) =>
      about(path, () => {
        const context = current();
        const end = walkToEnd(context, path);
        if (end.kind !== 'name') throw new SystemError('EISDIR');
        checkWritable(end.parent);
        const node = end.parent.node.lookup(end.name);
        if (!node) throw new SystemError('ENOENT');
        if (end.slash) throw new SystemError(node.kind === 'directory' ? 'EISDIR' : 'ENOTDIR');
        checkRemoval(end.parent.node, node, context.credentials);
        if (node.kind === 'directory') throw new SystemError('EISDIR');
        if (isMountPoint(context, end, node)) throw new SystemError('EBUSY');
        end.parent.node.unlink(end.name);
      }),
    removeDirectory: (path) =>
      about(path, () => {
        const context = current();
        const end = walkToEnd(context, path);
        if (end.kind !== 'name') throw new SystemError(end.kind === 'dot' ? 'EINVAL' : end.kind === 'dot-dot' ? 'ENOTEMPTY' : 'EBUSY');
        checkWritable(end.parent);
        const node = end.parent.node.lookup(end.name);
        if (!node) throw new SystemError('ENOENT');
        checkRemoval(end.parent.node, node, context.credentials);
        if (node.kind !== 'directory') throw new SystemError('ENOTDIR');
        if (isMountPoint(context, end, node)) throw new SystemError('EBUSY');
        end.parent.node.removeDirectory(end.name);
      }),
    rename: (from, to) => about(from, () => rename(current(), from, to)),
  };
}
