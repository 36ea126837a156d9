import type { OpenFile } from './open-file';

/** What a file is, in the words of `stat`. */
export type FileKind = 'file' | 'directory' | 'symlink' | 'fifo' | 'socket' | 'character' | 'block';

/** The letters that `ls -l` begins a line with. */
export const kindLetters: Record<FileKind, string> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  socket: 's',
  character: 'c',
  block: 'b',
};

/** What `stat` tells of a file. Times are milliseconds since 1970 (fractions allowed); sizes are bytes. */
export interface Attributes {
  readonly kind: FileKind;
  /** Number of the file system that it is on (`st_dev`). */
  readonly device: number;
  readonly inode: number;
  /** The permission bits with set-user-id, set-group-id and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly size: number;
  /** Space taken, in blocks of 512 bytes. */
  readonly blocks: number;
  /** For devices: which one. */
  readonly deviceType?: { readonly major: number; readonly minor: number };
  readonly accessed: number;
  readonly modified: number;
  readonly changed: number;
  readonly born: number;
}

/** What can be set on a file. `size` truncates or extends with zeros. */
export interface AttributeChange {
  mode?: number;
  uid?: number;
  gid?: number;
  size?: number;
  accessed?: number;
  modified?: number;
}

/** What a new file is made of. `content` may be lazy: see {@link Content}. */
export interface NewNode {
  kind: FileKind;
  mode: number;
  uid: number;
  gid: number;
  /** For a symlink. */
  target?: string;
  /** For a device. */
  deviceType?: { major: number; minor: number };
  /** For a regular file; empty when absent. */
  content?: Content;
  /** Milliseconds since 1970; now when absent. */
  modified?: number;
}

/**
 * The bytes of a regular file, or a recipe for them. A recipe weighs nothing until it is read, and every read of a range
 * gives the same bytes: `head`, then deterministic filler from `seed` up to `size`. In each 4096-byte page of filler, the first
 * `density` × 4096 bytes are noise and the rest are zero, so that it compresses to about `density` of its size.
 */
export type Content = Uint8Array | LazyContent;
export interface LazyContent {
  readonly head: Uint8Array;
  readonly size: number;
  readonly seed: number;
  readonly density: number;
}

/**
 * A file in one file system, without a name: what directories of that file system point to. Permissions are not looked
 * at here, and `..` and mounts are not known here: {@link FileCalls} does that. Every failure is a `SystemError`.
 * A method for another kind of file throws ENOTDIR, EISDIR or EINVAL.
 */
export interface Node {
  readonly fileSystem: FileSystem;
  /** Identity within the file system: two names of one file give nodes for which this is the same. */
  readonly inode: number;
  readonly kind: FileKind;
  attributes(): Attributes;
  change(change: AttributeChange): void;

  /** Directory: the entry, or undefined. Never `.` or `..`. */
  lookup(name: string): Node | undefined;
  /** Directory: names and files in the order of making, without `.` and `..`. */
  entries(): Iterable<readonly [string, Node]>;
  create(name: string, made: NewNode): Node;
  /** Directory: another name for `file` (EXDEV when that is on another file system). */
  link(name: string, file: Node): void;
  /** Directory: takes away a name of something that is not a directory. */
  unlink(name: string): void;
  /** Directory: takes away an empty directory. */
  removeDirectory(name: string): void;
  /** Directory: moves an entry, replacing what is there when rename(2) would. */
  rename(name: string, to: Node, newName: string): void;

  /** Regular file: up to `length` bytes from `position`; shorter at the end. The caller must not change them. */
  read(position: number, length: number): Uint8Array;
  write(position: number, bytes: Uint8Array): void;
  /** Regular file: its bytes as a recipe where it still is one, for copying without making them. */
  content(): Content;
  /** Symlink: where it points. */
  target(): string;

  /** Extended attributes, such as overlay's `trusted.overlay.opaque`. */
  getExtended(name: string): Uint8Array | undefined;
  setExtended(name: string, value: Uint8Array | undefined): void;
  extendedNames(): string[];

  /** Directory: what it hangs in and by which name; undefined for the root of a file system. Still there after its removal (`links` is 0 then). */
  location?(): { readonly directory: Node; readonly name: string } | undefined;
  /** Regular file: makes `content` all of it, without making a recipe's bytes. */
  replaceContent?(content: Content): void;
  /** Regular file: it is being opened for writing, which is when an overlay copies it up; `truncate` when its bytes are not wanted. */
  prepareWriting?(truncate: boolean): void;
  /** Keeps an unlinked file's space taken while it is open; the answer lets it go. */
  hold?(): () => void;
  /** A link that leads to a file itself and not to a path, as those in /proc/PID/fd do: where following it ends. */
  jump?(): Place | Node;
  /** What opening gives, for files that are not bytes on a disk (devices, /proc); absent for the others. */
  open?(options: OpenOptions): OpenFile;
}

/** A tree of files that can be mounted. */
export interface FileSystem {
  /** As `mount` names it: `ext4`, `overlay`, `tmpfs`, `proc`, `devtmpfs`… */
  readonly type: string;
  readonly device: number;
  readonly root: Node;
  readonly readOnly: boolean;
  /** Bytes and inodes, as `df` and `statfs` tell them. */
  usage(): FileSystemUsage;
}
export interface FileSystemUsage {
  readonly blockSize: number;
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly totalInodes: number;
  readonly freeInodes: number;
}

/** How open(2) is asked to open. */
export interface OpenOptions {
  read?: boolean;
  write?: boolean;
  append?: boolean;
  /** Make it when it is not there, with `mode` (less the umask). */
  create?: boolean;
  /** With `create`: fail with EEXIST when it is there. */
  exclusive?: boolean;
  truncate?: boolean;
  /** Fail with ENOTDIR when it is no directory. */
  directory?: boolean;
  /** Fail with ELOOP when the last part is a symlink. */
  noFollow?: boolean;
  /** 0o666 when absent. */
  mode?: number;
}

/** Who asks: what permissions are checked against. User 0 passes nearly all of them. */
export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** A file in a mount: a node and the mount through which it was reached. */
export interface Place {
  readonly mount: Mount;
  readonly node: Node;
  /** The name by which it was reached; for what has many names (files), the only way to tell a path of it. */
  readonly entry?: { readonly directory: Place; readonly name: string };
}

/** A file system, or a part of one, that stands in a mount namespace. */
export interface Mount {
  readonly id: number;
  readonly fileSystem: FileSystem;
  /** The node that shows at the mount point: the file system's root, or for a bind mount any node (a file too). */
  readonly root: Node;
  /** What `mount` prints first: a device, `overlay`, `tmpfs`, or a host path. */
  readonly source: string;
  /** The path of the bound directory within its file system, `/` for a whole one (`/proc/self/mountinfo`'s fourth field). */
  readonly rootPath: string;
  readonly options: readonly string[];
  readonly readOnly: boolean;
  /** Where it stands: undefined for the namespace's root mount. */
  readonly at: Place | undefined;
}

/** How to mount. `fileSystem` with `root` absent mounts the whole of it. */
export interface MountRequest {
  fileSystem: FileSystem;
  root?: Node;
  rootPath?: string;
  source: string;
  options?: readonly string[];
  readOnly?: boolean;
}

/** A process's view of what is mounted where. */
export interface MountNamespace {
  readonly id: number;
  readonly rootMount: Mount;
  /** In the order of mounting. */
  readonly mounts: readonly Mount[];
  /** Puts a file system over `at`. */
  mount(at: Place, request: MountRequest): Mount;
  /** As `mount -o remount,ro` (or `rw`). It holds in every namespace that shares the mount. */
  setReadOnly(mount: Mount, readOnly: boolean): void;
  /** Takes the mount away; EBUSY when others stand on it, unless `lazy` (then those go too). */
  unmount(mount: Mount, options?: { lazy?: boolean }): void;
  /** The uppermost mount that stands on `place`, if any. */
  mountedOn(place: Place): Mount | undefined;
  /** A namespace of its own with the same mounts. */
  clone(): MountNamespace;
}

/** What a walk along a path depends on. It is read anew at each call, so that chdir, chroot and setuid take effect. */
export interface FileContext {
  readonly namespace: MountNamespace;
  readonly root: Place;
  readonly cwd: Place;
  readonly credentials: Credentials;
  readonly umask: number;
}

/** One entry of a directory as `readdir` gives it. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: FileKind;
  readonly inode: number;
}

/**
 * The file system calls of a process: synchronous, since all files are in memory. Paths are absolute or relative to the
 * working directory; trailing slashes, `.`/`..`, symlinks (40 at most, then ELOOP), mounts and the root are as on Linux. All check permissions.
 * All throw `SystemError` with the path that was given. None waits: opening a fifo or device does (see `Process.open`).
 */
export interface FileCalls {
  /** The file behind a path; `follow` (default true) whether a symlink at its end is followed. */
  resolve(path: string, options?: { follow?: boolean }): Place;
  /** The absolute path of a place as the process sees it (what `pwd -P` prints). */
  pathOf(place: Place): string;
  /** The path with all symlinks followed; with `missingLast` its last part need not exist (`realpath` without -e). */
  realPath(path: string, options?: { missingLast?: boolean }): string;
  stat(path: string): Attributes;
  lstat(path: string): Attributes;
  exists(path: string): boolean;
  /** Whether the caller may read (r), write (w), execute (x): access(2). Throws ENOENT and so on when it is not there. */
  access(path: string, wanted: { read?: boolean; write?: boolean; execute?: boolean }): boolean;
  readDirectory(path: string): DirectoryEntry[];
  open(path: string, options: OpenOptions): OpenFile;
  /** The whole file. */
  readFile(path: string): Uint8Array;
  readText(path: string): string;
  /** Makes or replaces the file's content; text is written as UTF-8. */
  writeFile(path: string, content: Content | string, options?: { mode?: number; append?: boolean }): void;
  makeDirectory(path: string, options?: { mode?: number; parents?: boolean }): void;
  makeNode(path: string, made: Omit<NewNode, 'uid' | 'gid'>): void;
  link(existing: string, path: string, options?: { follow?: boolean }): void;
  symlink(target: string, path: string): void;
  readLink(path: string): string;
  unlink(path: string): void;
  removeDirectory(path: string): void;
  /** Removes a file, or a directory with all in it (as `rm -rf` does; missing is fine). */
  removeTree(path: string): void;
  rename(from: string, to: string): void;
  changeMode(path: string, mode: number): void;
  changeOwner(path: string, uid: number, gid: number, options?: { follow?: boolean }): void;
  /** Sets what is given; both to now when nothing is. */
  setTimes(path: string, times: { accessed?: number; modified?: number }, options?: { follow?: boolean }): void;
  truncate(path: string, size: number): void;
  /** Copies bytes, mode, owner, times, links' targets and devices, and trees: `cp -a`. */
  copyTree(from: string, to: string): void;
  usage(path: string): FileSystemUsage;
  getExtended(path: string, name: string): Uint8Array | undefined;
  setExtended(path: string, name: string, value: Uint8Array | undefined): void;
}
