import { concatenate, decode, encode } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { about, checkCreation, checkWritable, find, newOwnership, type FileCallCore } from './file-call-core';
import { contentBytes } from './lazy-content';
import { again, type OpenFile } from './open-file';
import { placePath, walkToPossible, type PathEnd } from './path-walk';
import { checkPermission, dropPrivileges, mayRead, mayWrite } from './permissions';
import { openRegularFile } from './regular-file';
import type { Content, FileCalls, FileContext, OpenOptions, Place } from './types';

type OpenCalls = Pick<FileCalls, 'open' | 'readFile' | 'readText' | 'writeFile' | 'truncate' | 'readDirectory'>;

const readStep = 1 << 20;

/** Makes the regular file that a path ends in, where nothing is yet. */
function createAt(context: FileContext, end: PathEnd, mode: number, content?: Content): Place {
  checkCreation(context, end.parent);
  const node = end.parent.node.create(end.name, { kind: 'file', content, ...newOwnership(context, end.parent.node, 'file', mode) });
  return { mount: end.parent.mount, node, entry: { directory: end.parent, name: end.name } };
}

/** Finds or makes what is to be opened. */
function placeToOpen(context: FileContext, path: string, options: OpenOptions): { place: Place; made: boolean } {
  if (!options.create) return { place: find(context, path, !options.noFollow), made: false };
  const { end, place } = walkToPossible(context, path, { follow: !options.noFollow && !options.exclusive, forFile: true });
  if (!place) return { place: createAt(context, end, options.mode ?? 0o666), made: true };
  if (options.exclusive) throw new SystemError('EEXIST');
  if (place.node.kind === 'directory') throw new SystemError('EISDIR');
  return { place, made: false };
}

/** The calls that get at what is in files and directories. */
export function createOpenCalls(core: FileCallCore): OpenCalls {
  const current = core.context;

  const nameOf = (context: FileContext, place: Place, path: string) => {
    try {
      return placePath(context, place);
    } catch {
      return path;
    }
  };

  const open = (context: FileContext, path: string, asked: OpenOptions): OpenFile => {
    if (asked.create && asked.directory) throw new SystemError('EINVAL');
    const write = asked.write ?? Boolean(asked.append || asked.truncate);
    const options: OpenOptions = { ...asked, write, read: asked.read ?? !write };
    const changes = write || Boolean(options.truncate);
    const { place, made } = placeToOpen(context, path, options);
    const { node } = place;
    const { kind } = node;
    if (kind === 'symlink') throw new SystemError(options.directory ? 'ENOTDIR' : 'ELOOP');
    if (options.directory && kind !== 'directory') throw new SystemError('ENOTDIR');
    if (kind === 'directory' && changes) throw new SystemError('EISDIR');
    if (!made) checkPermission(node, context.credentials, (options.read ? mayRead : 0) | (changes ? mayWrite : 0));
    if (kind === 'socket') throw new SystemError('ENXIO');
    if (node.open) return node.open(options);
    const name = nameOf(context, place, path);
    if (kind !== 'file' && kind !== 'directory') {
      if (!core.special) throw new SystemError('ENXIO');
      return core.special.open(place, options, name);
    }
    if (changes) {
      checkWritable(place);
      node.prepareWriting?.(options.truncate ?? false);
    }
    if (options.truncate && !made) {
      dropPrivileges(node, context.credentials);
      if (node.attributes().size > 0) node.change({ size: 0 });
    }
    return openRegularFile({
      name,
      place,
      read: options.read ?? false,
      write,
      append: options.append,
      credentials: context.credentials,
    });
  };

  const writeThrough = (file: OpenFile, bytes: Uint8Array) => {
    try {
      for (let done = 0; done < bytes.length;) {
        const taken = file.write(bytes.subarray(done));
        if (taken === again) throw new SystemError('EAGAIN');
        done += taken;
      }
    } finally {
      file.release();
    }
  };

  const calls: OpenCalls = {
    open: (path, options) => about(path, () => open(current(), path, options)),
    readFile: (path) =>
      about(path, () => {
        const file = open(current(), path, { read: true });
        try {
          const parts: Uint8Array[] = [];
          for (;;) {
            const part = file.read(Math.max(readStep, file.place?.node.kind === 'file' ? file.attributes().size : 0));
            if (part === again) throw new SystemError('EAGAIN');
            if (part.length === 0) return concatenate(parts);
            parts.push(part);
          }
        } finally {
          file.release();
        }
      }),
    readText: (path) => decode(calls.readFile(path)),
    writeFile: (path, given, options = {}) =>
      about(path, () => {
        const context = current();
        const content = typeof given === 'string' ? encode(given) : given;
        const { end, place } = walkToPossible(context, path, { follow: true, forFile: true });
        if (!place) {
          createAt(context, end, options.mode ?? 0o666, content);
          return;
        }
        if (place.node.kind !== 'file' || place.node.open || options.append || !place.node.replaceContent) {
          writeThrough(open(context, path, { write: true, create: true, append: options.append, truncate: !options.append }), contentBytes(content));
          return;
        }
        checkPermission(place.node, context.credentials, mayWrite);
        checkWritable(place);
        dropPrivileges(place.node, context.credentials);
        place.node.replaceContent(content);
      }),
    truncate: (path, size) =>
      about(path, () => {
        const context = current();
        const place = find(context, path);
        if (place.node.kind === 'directory') throw new SystemError('EISDIR');
        if (place.node.kind !== 'file') throw new SystemError('EINVAL');
        checkWritable(place);
        checkPermission(place.node, context.credentials, mayWrite);
        if (size < 0) throw new SystemError('EINVAL');
        dropPrivileges(place.node, context.credentials);
        place.node.change({ size });
      }),
    readDirectory: (path) =>
      about(path, () => {
        const context = current();
        const { node } = find(context, path);
        if (node.kind !== 'directory') throw new SystemError('ENOTDIR');
        checkPermission(node, context.credentials, mayRead);
        return Array.from(node.entries(), ([name, child]) => ({ name, kind: child.kind, inode: child.inode }));
      }),
  };
  return calls;
}
