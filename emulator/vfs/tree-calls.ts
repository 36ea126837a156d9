import { isSystemError, SystemError } from '../kernel/errno';
import { copyData } from './copy-data';
import { about, find, type FileCallCore } from './file-call-core';
import { checkPermission, mayRead } from './permissions';
import type { Attributes, FileCalls } from './types';

type TreeCalls = Pick<FileCalls, 'removeTree' | 'copyTree'>;

const join = (directory: string, name: string) => (directory.endsWith('/') ? directory + name : `${directory}/${name}`);

/** The calls that do something to all of a tree; made of the other calls, so that all their checks hold. */
export function createTreeCalls(core: FileCallCore, calls: Omit<FileCalls, keyof TreeCalls>): TreeCalls {
  const remove = (path: string) => {
    if (calls.lstat(path).kind !== 'directory') {
      calls.unlink(path);
      return;
    }
    for (const { name, kind } of calls.readDirectory(path)) {
      if (kind === 'directory') remove(join(path, name));
      else calls.unlink(join(path, name));
    }
    calls.removeDirectory(path);
  };

  /** Owner, mode and times; who may not give files away keeps them, without set-user-id. */
  const copyAttributes = (from: Attributes, to: string) => {
    let { mode } = from;
    try {
      calls.changeOwner(to, from.uid, from.gid, { follow: false });
    } catch (error) {
      if (!isSystemError(error, 'EPERM')) throw error;
      mode &= 0o1777;
    }
    if (from.kind !== 'symlink') calls.changeMode(to, mode);
    calls.setTimes(to, { accessed: from.accessed, modified: from.modified }, { follow: false });
  };

  const copy = (from: string, to: string, copied: Map<string, string>) => {
    const { node } = about(from, () => find(core.context(), from, false));
    const attributes = node.attributes();
    const identity = `${attributes.device}:${attributes.inode}`;
    const first = attributes.kind !== 'directory' && attributes.links > 1 ? copied.get(identity) : undefined;
    if (first !== undefined) {
      calls.link(first, to);
      return;
    }
    switch (attributes.kind) {
      case 'directory':
        if (!calls.exists(to)) calls.makeDirectory(to, { mode: 0o700 });
        for (const { name } of calls.readDirectory(from)) copy(join(from, name), join(to, name), copied);
        break;
      case 'file':
        about(from, () => checkPermission(node, core.context().credentials, mayRead));
        calls.writeFile(to, '');
        copyData(node, about(to, () => find(core.context(), to)).node);
        break;
      case 'symlink':
        calls.symlink(node.target(), to);
        break;
      default:
        calls.makeNode(to, { kind: attributes.kind, mode: attributes.mode, deviceType: attributes.deviceType });
    }
    copyAttributes(attributes, to);
    if (attributes.kind !== 'symlink') for (const name of node.extendedNames()) calls.setExtended(to, name, node.getExtended(name));
    if (attributes.links > 1) copied.set(identity, to);
  };

  return {
    removeTree(path) {
      try {
        remove(path);
      } catch (error) {
        if (!isSystemError(error, 'ENOENT') || error.path !== path) throw error;
      }
    },
    copyTree(from, to) {
      const context = core.context();
      const source = about(from, () => find(context, from, false));
      if (source.node.kind === 'directory' && `${to}/`.startsWith(`${from}/`)) throw new SystemError('EINVAL', to);
      copy(from, to, new Map());
    },
  };
}
