import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { pageSize } from './lazy-content';
import type { MemoryNode } from './memory-node';
import type { FileSystem, FileSystemUsage, OpenOptions } from './types';
import type { OpenFile } from './open-file';

/** Who wants to know which inodes changed. */
export interface ChangeTracker {
  changed(node: MemoryNode): void;
  /** Its last name is gone (it may still be open). */
  removed(node: MemoryNode): void;
}

/** What opening a character or block device gives; a file system without it has devices that nothing drives. */
export type DeviceOpener = (node: MemoryNode, options: OpenOptions) => OpenFile;

/** How a {@link Volume} is set up. */
export interface VolumeOptions {
  type: string;
  device: number;
  clock: Clock;
  totalBytes: number;
  totalInodes: number;
  readOnly: boolean;
  openDevice?: DeviceOpener;
}

/** The accounts of a memory file system: space, inode numbers, time, and who is told of changes. */
export class Volume {
  readonly type: string;
  readonly device: number;
  readonly clock: Clock;
  readonly totalInodes: number;
  readonly openDevice: DeviceOpener | undefined;
  /** Whether directories take no space and have a size by their entries, as on tmpfs. */
  readonly lightDirectories: boolean;
  readonly readOnly: boolean;
  tracker: ChangeTracker | undefined;
  nextInode: number;
  fileSystem!: FileSystem;
  private readonly totalPages: number;
  private usedPages = 0;
  private usedInodes = 0;

  constructor(options: VolumeOptions) {
    this.type = options.type;
    this.device = options.device;
    this.clock = options.clock;
    this.totalInodes = options.totalInodes;
    this.totalPages = Math.floor(options.totalBytes / pageSize);
    this.readOnly = options.readOnly;
    this.openDevice = options.openDevice;
    this.lightDirectories = options.type === 'tmpfs' || options.type === 'devtmpfs';
    this.nextInode = this.lightDirectories ? 1 : 2;
  }

  now(): number {
    return this.clock.now() + this.clock.nanoseconds() / 1e6;
  }

  /** EROFS when nothing may change here. */
  checkWritable(): void {
    if (this.readOnly) throw new SystemError('EROFS');
  }

  /** Takes `pages` (or gives them back when negative). ENOSPC, with nothing taken, when there are not as many. */
  takePages(pages: number): void {
    if (pages > 0 && this.usedPages + pages > this.totalPages) throw new SystemError('ENOSPC');
    this.usedPages += pages;
  }

  /** The next inode number. ENOSPC when all are taken. */
  takeInode(): number {
    if (this.usedInodes >= this.totalInodes) throw new SystemError('ENOSPC');
    this.usedInodes++;
    const inode = this.nextInode;
    this.nextInode = inode === 2 && !this.lightDirectories ? 12 : inode + 1;
    return inode;
  }

  /** An inode with its space that is there already, from a stored disk: taken whether there is room or not. */
  adopt(inode: number, pages: number): void {
    this.usedInodes++;
    this.usedPages += pages;
    this.nextInode = Math.max(this.nextInode, inode + 1);
  }

  giveInode(): void {
    this.usedInodes--;
  }

  usage(): FileSystemUsage {
    return {
      blockSize: pageSize,
      totalBytes: this.totalPages * pageSize,
      freeBytes: (this.totalPages - this.usedPages) * pageSize,
      totalInodes: this.totalInodes,
      freeInodes: this.totalInodes - this.usedInodes,
    };
  }
}
