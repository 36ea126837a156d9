import { noBytes } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { makeOpaque } from '../overlay-layers';
import type { FileCalls } from '../types';
import { opaqueName, whiteoutPrefix } from './pack-tree';
import type { TarEntry } from './tar-entry';

/** How {@link createUnpacker} puts entries down. */
export interface UnpackOptions {
  /** Give files to the owners in the archive (root's default), or leave them to whoever unpacks. */
  owners?: boolean;
  /**
   * The archive is an image layer: `.wh.` names become an overlay's whiteouts and opaque directories (`overlay`), or delete what is
   * there (`apply`). Without it they are names as any other.
   */
  layer?: 'overlay' | 'apply';
  /** Refuse to put a directory where something else is, and the other way round (`docker cp`'s default). */
  keepKinds?: boolean;
}

/** Puts the members of a tar file into a tree, one by one. */
export interface Unpacker {
  add(entry: TarEntry): void;
  /** Sets what has to wait for the end: the times of directories. */
  finish(): void;
}

/**
 * An unpacker into `directory`, with the calls of whoever unpacks. Names can't lead out of a root directory, but symlinks in the tree are followed: to
 * keep an archive inside, unpack with calls whose root is the directory (see `callsInside`).
 */
export function createUnpacker(files: FileCalls, directory: string, options: UnpackOptions = {}): Unpacker {
  const base = directory.replace(/\/+$/, '');
  const owners = options.owners ?? true;
  const times = new Map<string, number>();
  /** What this archive itself brought, which its own opaque mark does not delete. */
  const brought = new Set<string>();

  /** A path inside for a name in the archive: `..` can't lead out. */
  const inside = (name: string): string => {
    const parts: string[] = [];
    for (const part of name.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return parts.length === 0 ? base || '/' : `${base}/${parts.join('/')}`;
  };
  const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';
  const kindAt = (path: string) => {
    try {
      return files.lstat(path).kind;
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw error;
    }
  };

  const clearDirectory = (path: string) => {
    for (const { name } of files.readDirectory(path)) if (!brought.has(`${path}/${name}`)) files.removeTree(`${path}/${name}`);
  };

  /** Whether the entry was one of a layer's marks. */
  const applyMark = (path: string): boolean => {
    const parent = parentOf(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!options.layer || !name.startsWith(whiteoutPrefix)) return false;
    if (name === opaqueName) {
      files.makeDirectory(parent, { parents: true, mode: 0o755 });
      if (options.layer === 'overlay') makeOpaque(files.resolve(parent).node);
      else clearDirectory(parent);
    } else if (!name.startsWith('.wh..wh.')) {
      const target = `${parent === '/' ? '' : parent}/${name.slice(whiteoutPrefix.length)}`;
      files.makeDirectory(parent, { parents: true, mode: 0o755 });
      files.removeTree(target);
      if (options.layer === 'overlay') files.makeNode(target, { kind: 'character', mode: 0, deviceType: { major: 0, minor: 0 } });
    }
    return true;
  };

  const make = (entry: TarEntry, path: string) => {
    switch (entry.kind) {
      case 'directory':
        if (kindAt(path) === undefined) files.makeDirectory(path, { mode: 0o755 });
        return;
      case 'file':
        files.writeFile(path, entry.content ?? noBytes, { mode: 0o600 });
        return;
      case 'symlink':
        files.symlink(entry.linkName ?? '', path);
        return;
      case 'hardlink':
        files.link(inside(entry.linkName ?? ''), path);
        return;
      case 'character':
      case 'block':
      case 'fifo':
      case 'socket':
        files.makeNode(path, { kind: entry.kind, mode: entry.mode, deviceType: entry.deviceType });
    }
  };

  return {
    add(entry) {
      const path = inside(entry.name);
      if (applyMark(path)) return;
      const parent = parentOf(path);
      if (kindAt(parent) === undefined) files.makeDirectory(parent, { parents: true, mode: 0o755 });
      const there = kindAt(path);
      if (there !== undefined && !(there === 'directory' && entry.kind === 'directory')) {
        if (path === (base || '/')) return;
        if (options.keepKinds && (there === 'directory') !== (entry.kind === 'directory')) throw new UnpackKindError(path, there === 'directory');
        files.removeTree(path);
      }
      make(entry, path);
      brought.add(path);
      if (entry.kind === 'hardlink') return;
      if (owners) files.changeOwner(path, entry.uid, entry.gid, { follow: false });
      if (entry.kind !== 'symlink') files.changeMode(path, entry.mode);
      for (const [name, value] of entry.extended ?? []) files.setExtended(path, name, value);
      if (entry.kind === 'directory') times.set(path, entry.modified);
      else files.setTimes(path, { accessed: entry.modified, modified: entry.modified }, { follow: false });
    },
    finish() {
      for (const [path, modified] of [...times].reverse()) {
        if (kindAt(path) === 'directory') files.setTimes(path, { accessed: modified, modified });
      }
    },
  };
}

/** A directory stands where the archive has something else, or the other way round. */
export class UnpackKindError extends Error {
  override readonly name = 'UnpackKindError';
  constructor(
    readonly path: string,
    readonly directoryThere: boolean,
  ) {
    super(
      directoryThere
        ? `cannot overwrite directory "${path}" with non-directory "${path}"`
        : `cannot overwrite non-directory "${path}" with directory "${path}"`,
    );
  }
}

/** Puts all `entries` into `directory`. */
export function unpackTree(entries: Iterable<TarEntry>, files: FileCalls, directory: string, options?: UnpackOptions): void {
  const unpacker = createUnpacker(files, directory, options);
  for (const entry of entries) unpacker.add(entry);
  unpacker.finish();
}
