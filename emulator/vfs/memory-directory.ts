import { SystemError } from '../kernel/errno';
import { pageSize } from './lazy-content';
import type { MemoryNode } from './memory-node';

/** Bytes that an entry takes in a directory of ext4. */
const entrySize = (name: string) => 8 + Math.ceil(name.length / 4) * 4;

/** The names in a directory of a memory file system; keeps link counts, times and space right as they come and go. */
export class DirectoryEntries {
  /** Where this directory hangs itself; stays when it is removed. */
  location: { readonly directory: MemoryNode; readonly name: string } | undefined;
  /** Disk space of the directory itself: it grows and, as on ext4, never shrinks. */
  pages: number;
  private names = new Map<string, MemoryNode>();
  private bytes = 24;

  constructor(private readonly owner: MemoryNode) {
    this.pages = owner.volume.lightDirectories ? 0 : 1;
  }

  get count(): number {
    return this.names.size;
  }

  get size(): number {
    return this.owner.volume.lightDirectories ? 40 + 20 * this.names.size : this.pages * pageSize;
  }

  get(name: string): MemoryNode | undefined {
    return this.names.get(name);
  }

  /** A copy, so that whoever walks over it may change the directory meanwhile. */
  list(): [string, MemoryNode][] {
    return [...this.names];
  }

  /** Throws what prevents an entry `name` from being made here. */
  checkAddition(name: string): void {
    this.owner.volume.checkWritable();
    if (this.owner.links === 0) throw new SystemError('ENOENT');
    if (this.names.has(name)) throw new SystemError('EEXIST');
  }

  add(name: string, node: MemoryNode): void {
    this.attach(name, node);
    if (node.children) node.links = 2;
    else node.links++;
    node.mark();
    this.owner.touchModified();
  }

  remove(name: string): void {
    const node = this.names.get(name);
    if (!node) return;
    this.detach(name, node);
    node.dropLink();
    this.owner.touchModified();
  }

  /** rename(2), from here to `to`. */
  move(name: string, to: DirectoryEntries, newName: string): void {
    this.owner.volume.checkWritable();
    const node = this.names.get(name);
    if (!node) throw new SystemError('ENOENT');
    const replaced = to.names.get(newName);
    if (replaced === node) return;
    if (node.children && to.isWithin(node)) throw new SystemError('EINVAL');
    if (to.owner.links === 0) throw new SystemError('ENOENT');
    if (replaced) {
      if (node.children && !replaced.children) throw new SystemError('ENOTDIR');
      if (!node.children && replaced.children) throw new SystemError('EISDIR');
      if (replaced.children && replaced.children.count > 0) throw new SystemError('ENOTEMPTY');
      to.remove(newName);
    }
    this.detach(name, node);
    try {
      to.attach(newName, node);
    } catch (error) {
      this.attach(name, node);
      throw error;
    }
    node.touchChanged();
    this.owner.touchModified();
    if (to !== this) to.owner.touchModified();
  }

  /** Puts an entry back as it was stored: no times, no counts but the parent's. */
  restore(name: string, node: MemoryNode): void {
    this.attach(name, node);
    if (node.children) node.links = 2;
    else node.links++;
  }

  private attach(name: string, node: MemoryNode): void {
    const bytes = this.bytes + entrySize(name);
    if (!this.owner.volume.lightDirectories) {
      const pages = Math.max(this.pages, Math.ceil(bytes / pageSize));
      this.owner.volume.takePages(pages - this.pages);
      this.pages = pages;
    }
    this.bytes = bytes;
    this.names.set(name, node);
    if (node.children) {
      this.owner.links++;
      node.children.location = { directory: this.owner, name };
    }
  }

  private detach(name: string, node: MemoryNode): void {
    this.names.delete(name);
    this.bytes -= entrySize(name);
    if (node.children) this.owner.links--;
  }

  private isWithin(node: MemoryNode): boolean {
    for (let at: MemoryNode | undefined = this.owner; at; at = at.children?.location?.directory) if (at === node) return true;
    return false;
  }
}
