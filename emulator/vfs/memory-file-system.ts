import type { Clock } from '../kernel/clock';
import { nextDeviceNumber } from './device-number';
import { MemoryNode } from './memory-node';
import { Volume, type DeviceOpener } from './memory-volume';
import type { FileSystem } from './types';

/** How {@link createMemoryFileSystem} sets a file system up. */
export interface MemoryFileSystemOptions {
  /** What `mount` and `df -T` call it: `ext4`, `tmpfs`… A `tmpfs` or `devtmpfs` has directories that take no space. */
  type: string;
  /** `st_dev`; the next free one when absent (see {@link nextDeviceNumber}). */
  device?: number;
  clock: Clock;
  /** Space in bytes: beyond it ENOSPC. 20 GiB when absent. */
  totalBytes?: number;
  /** Number of files: beyond it ENOSPC. 1,310,720 when absent. */
  totalInodes?: number;
  readOnly?: boolean;
  /** Mode of the root directory; 0o755 when absent. */
  rootMode?: number;
  rootUid?: number;
  rootGid?: number;
  /** What opening a device node gives; without it, the file calls' own way of opening devices is taken. */
  openDevice?: DeviceOpener;
}

/** A file system in memory: a disk, a tmpfs. */
export interface MemoryFileSystem extends FileSystem {
  readonly root: MemoryNode;
  /** Its accounts, for whoever stores it (see `disk/`). */
  readonly volume: Volume;
}

/** An empty file system in memory. What was never written in it takes no memory, whatever its size. */
export function createMemoryFileSystem(options: MemoryFileSystemOptions): MemoryFileSystem {
  const volume = createVolume(options);
  const root = new MemoryNode(volume, volume.takeInode(), {
    kind: 'directory',
    mode: options.rootMode ?? 0o755,
    uid: options.rootUid ?? 0,
    gid: options.rootGid ?? 0,
  });
  root.links = 2;
  volume.takePages(root.pages);
  return attachFileSystem(volume, root);
}

/** A `tmpfs`, with its root's usual mode. */
export function createTmpfs(options: Omit<MemoryFileSystemOptions, 'type'>): MemoryFileSystem {
  return createMemoryFileSystem({ rootMode: 0o1777, ...options, type: 'tmpfs' });
}

/** The accounts for a file system that is yet to get its root. */
export function createVolume(options: MemoryFileSystemOptions): Volume {
  return new Volume({
    type: options.type,
    device: options.device ?? nextDeviceNumber(options.clock),
    clock: options.clock,
    totalBytes: options.totalBytes ?? 20 * 2 ** 30,
    totalInodes: options.totalInodes ?? 1_310_720,
    readOnly: options.readOnly ?? false,
    openDevice: options.openDevice,
  });
}

/** Makes a file system of accounts and root. */
export function attachFileSystem(volume: Volume, root: MemoryNode): MemoryFileSystem {
  const fileSystem: MemoryFileSystem = {
    type: volume.type,
    device: volume.device,
    root,
    readOnly: volume.readOnly,
    volume,
    usage: () => volume.usage(),
  };
  volume.fileSystem = fileSystem;
  return fileSystem;
}
