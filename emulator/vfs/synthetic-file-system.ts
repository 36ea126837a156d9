import type { Clock } from '../kernel/clock';
import { nextDeviceNumber } from './device-number';
import { SyntheticNode } from './synthetic-node';
import type { OpenFile } from './open-file';
import type { Attributes, FileSystem, FileSystemUsage, Node, OpenOptions, Place } from './types';

/** What all synthetic files may say of themselves; the values are asked for at each stat. */
interface SyntheticMeta {
  /** 0o444 for files (0o644 with `write`), 0o555 for directories, 0o777 for links when absent. */
  readonly mode?: number;
  /** Root when absent. */
  owner?(): { uid: number; gid: number };
  /** Milliseconds since 1970: all its times; now when absent. */
  time?(): number;
}

/** A file whose text is made when it is opened. */
export interface SyntheticFile extends SyntheticMeta {
  readonly kind: 'file';
  /** Its content. EINVAL for readers when absent. Throw a SystemError to refuse. */
  read?(): string | Uint8Array;
  /** Takes what one write(2) brings. EACCES or EINVAL for writers when absent. */
  write?(text: string): void;
  /** What `stat` tells as its size: 0 when absent, as in /proc; sysfs says 4096. */
  readonly size?: number;
  /** Opens it in a way of its own (streams such as /proc/kmsg) instead of by `read` and `write`. */
  open?(options: OpenOptions, attributes: () => Attributes): OpenFile;
}

/** A symlink. */
export interface SyntheticLink extends SyntheticMeta {
  readonly kind: 'symlink';
  target(): string;
  /** Where following it leads, when that is a file itself and not the path that `target` shows. Absent or undefined: to the path. */
  jump?(): Place | Node | undefined;
}

/** A directory whose entries are looked up when they are wanted. */
export interface SyntheticDirectory extends SyntheticMeta {
  readonly kind: 'directory';
  /** The names in it, for readdir. */
  names(): Iterable<string>;
  /** What is there under that name; it may know more than `names` tells. */
  lookup(name: string): SyntheticEntry | undefined;
  /** mkdir and rmdir, as cgroup file systems have them; EPERM when absent. */
  makeDirectory?(name: string): void;
  removeDirectory?(name: string): void;
  readonly links?: number;
}

/** A special file that is only to be looked at: what /proc/PID/fd/3 leads to for a pipe or a socket. */
export interface SyntheticSpecial extends SyntheticMeta {
  readonly kind: 'fifo' | 'socket' | 'character' | 'block';
  readonly deviceType?: { readonly major: number; readonly minor: number };
  open?(options: OpenOptions, attributes: () => Attributes): OpenFile;
}

/** One thing in a synthetic file system. */
export type SyntheticEntry = SyntheticFile | SyntheticLink | SyntheticDirectory | SyntheticSpecial;

/** A directory with these entries; functions are called when the entry is looked up. */
export function syntheticDirectory(entries: Readonly<Record<string, SyntheticEntry | (() => SyntheticEntry)>>, meta: SyntheticMeta = {}): SyntheticDirectory {
  return {
    ...meta,
    kind: 'directory',
    names: () => Object.keys(entries),
    lookup(name) {
      const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
      return typeof entry === 'function' ? entry() : entry;
    },
  };
}

/** A read-only text, made when it is opened. */
export function syntheticText(read: () => string | Uint8Array, meta: SyntheticMeta = {}): SyntheticFile {
  return { ...meta, kind: 'file', read };
}

/** How {@link createSyntheticFileSystem} is set up. */
export interface SyntheticFileSystemOptions {
  /** `proc`, `sysfs`, `cgroup2`… */
  type: string;
  clock: Clock;
  root: SyntheticDirectory;
  /** `st_dev`; the next free one when absent. */
  device?: number;
  readOnly?: boolean;
  usage?: () => FileSystemUsage;
}

const nothing: FileSystemUsage = { blockSize: 4096, totalBytes: 0, freeBytes: 0, totalInodes: 0, freeInodes: 0 };

/**
 * A file system that is made of functions: /proc, /sys, /sys/fs/cgroup. Inode numbers are given out by path and stay. For whom a call is made (as
 * /proc/self must know) is told by the `context` callback of `createFileCalls`, which runs right before each walk.
 */
export function createSyntheticFileSystem(options: SyntheticFileSystemOptions): FileSystem {
  const { clock } = options;
  const device = options.device ?? nextDeviceNumber(clock);
  const inodes = new Map<string, number>();
  const fileSystem: { -readonly [Key in keyof FileSystem]: FileSystem[Key] } = {
    type: options.type,
    device,
    readOnly: options.readOnly ?? false,
    usage: options.usage ?? (() => nothing),
    root: undefined as unknown as Node,
  };
  const inodeOf = (path: string) => {
    let inode = inodes.get(path);
    if (inode === undefined) inodes.set(path, (inode = inodes.size + 1));
    return inode;
  };
  fileSystem.root = new SyntheticNode({ fileSystem, clock, inodeOf }, options.root, '', undefined, '');
  return fileSystem;
}
