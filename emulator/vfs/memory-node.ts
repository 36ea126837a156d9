import { encode } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { FileData } from './file-data';
import { pageSize } from './lazy-content';
import { DirectoryEntries } from './memory-directory';
import type { Volume } from './memory-volume';
import type { OpenFile } from './open-file';
import type { AttributeChange, Attributes, Content, FileKind, FileSystem, NewNode, Node, OpenOptions } from './types';

/** Names of a file beyond which ext4 says EMLINK. */
const maximalLinks = 65_000;
/** The read time is renewed when it is older than this, or than the last change: what `relatime` does. */
const dayMilliseconds = 86_400_000;

/** The times of an inode. */
export interface NodeTimes {
  accessed: number;
  modified: number;
  changed: number;
  born: number;
}

/** An inode of a memory file system. Made by its {@link Volume}'s directories only. */
export class MemoryNode implements Node {
  readonly kind: FileKind;
  mode: number;
  uid: number;
  gid: number;
  links = 0;
  readonly times: NodeTimes;
  readonly deviceType: { major: number; minor: number } | undefined;
  /** Of a directory. */
  readonly children: DirectoryEntries | undefined;
  /** Of a regular file. */
  data: FileData | undefined;
  extended: Map<string, Uint8Array> | undefined;
  readonly open?: (options: OpenOptions) => OpenFile;
  readonly linkTarget: string | undefined;
  private holders = 0;
  private freed = false;

  constructor(
    readonly volume: Volume,
    readonly inode: number,
    made: NewNode,
  ) {
    this.kind = made.kind;
    this.mode = made.mode & 0o7777;
    this.uid = made.uid;
    this.gid = made.gid;
    const now = volume.now();
    this.times = { accessed: now, modified: made.modified ?? now, changed: now, born: now };
    this.deviceType = made.deviceType;
    this.linkTarget = made.kind === 'symlink' ? (made.target ?? '') : undefined;
    if (made.kind === 'directory') this.children = new DirectoryEntries(this);
    if (made.kind === 'file') this.data = new FileData(made.content);
    const { openDevice } = volume;
    if (openDevice && (made.kind === 'character' || made.kind === 'block')) this.open = (options) => openDevice(this, options);
  }

  get fileSystem(): FileSystem {
    return this.volume.fileSystem;
  }

  /** Pages of disk space that it takes. */
  get pages(): number {
    if (this.data) return this.data.allocated;
    if (this.children) return this.children.pages;
    return this.linkTarget !== undefined && this.linkTarget.length >= 60 ? 1 : 0;
  }

  attributes(): Attributes {
    const size = this.data ? this.data.size : this.children ? this.children.size : this.linkTarget !== undefined ? encode(this.linkTarget).length : 0;
    return {
      kind: this.kind,
      device: this.volume.device,
      inode: this.inode,
      mode: this.mode,
      uid: this.uid,
      gid: this.gid,
      links: this.links,
      size,
      blocks: this.pages * (pageSize / 512),
      deviceType: this.deviceType,
      ...this.times,
    };
  }

  change(change: AttributeChange): void {
    this.volume.checkWritable();
    if (change.size !== undefined) this.resize(change.size);
    if (change.mode !== undefined) this.mode = change.mode & 0o7777;
    if (change.uid !== undefined) this.uid = change.uid;
    if (change.gid !== undefined) this.gid = change.gid;
    if (change.accessed !== undefined) this.times.accessed = change.accessed;
    if (change.modified !== undefined) this.times.modified = change.modified;
    this.times.changed = this.volume.now();
    this.mark();
  }

  lookup(name: string): Node | undefined {
    return this.directory().get(name);
  }

  entries(): Iterable<readonly [string, Node]> {
    return this.directory().list();
  }

  create(name: string, made: NewNode): Node {
    const children = this.directory();
    children.checkAddition(name);
    if (made.kind === 'directory' && this.links >= maximalLinks) throw new SystemError('EMLINK');
    const inode = this.volume.takeInode();
    try {
      const node = new MemoryNode(this.volume, inode, made);
      this.volume.takePages(node.pages);
      try {
        children.add(name, node);
      } catch (error) {
        this.volume.takePages(-node.pages);
        throw error;
      }
      return node;
    } catch (error) {
      this.volume.giveInode();
      throw error;
    }
  }

  link(name: string, file: Node): void {
    const children = this.directory();
    if (!(file instanceof MemoryNode) || file.volume !== this.volume) throw new SystemError('EXDEV');
    if (file.kind === 'directory') throw new SystemError('EPERM');
    if (file.links >= maximalLinks) throw new SystemError('EMLINK');
    children.checkAddition(name);
    if (file.freed) throw new SystemError('ENOENT');
    children.add(name, file);
    file.touchChanged();
  }

  unlink(name: string): void {
    const children = this.directory();
    this.volume.checkWritable();
    const node = children.get(name);
    if (!node) throw new SystemError('ENOENT');
    if (node.kind === 'directory') throw new SystemError('EISDIR');
    children.remove(name);
  }

  removeDirectory(name: string): void {
    const children = this.directory();
    this.volume.checkWritable();
    const node = children.get(name);
    if (!node) throw new SystemError('ENOENT');
    if (!node.children) throw new SystemError('ENOTDIR');
    if (node.children.count > 0) throw new SystemError('ENOTEMPTY');
    children.remove(name);
  }

  rename(name: string, to: Node, newName: string): void {
    if (!(to instanceof MemoryNode) || to.volume !== this.volume) throw new SystemError('EXDEV');
    this.directory().move(name, to.directory(), newName);
  }

  read(position: number, length: number): Uint8Array {
    const { times, volume } = this;
    if ((times.accessed <= times.modified || times.accessed <= times.changed || volume.clock.now() - times.accessed > dayMilliseconds) && !volume.readOnly) {
      times.accessed = volume.now();
    }
    return this.file().read(position, length);
  }

  write(position: number, bytes: Uint8Array): void {
    const data = this.file();
    this.volume.checkWritable();
    if (bytes.length === 0) return;
    this.volume.takePages(data.pagesNeeded(position, bytes.length));
    data.write(position, bytes);
    this.touchModified();
  }

  content(): Content {
    return this.file().content();
  }

  replaceContent(content: Content): void {
    const data = this.file();
    this.volume.checkWritable();
    this.volume.takePages(FileData.pagesOf(content) - data.allocated);
    data.replace(content);
    this.touchModified();
  }

  /** Takes the bytes of `other`, holes and recipe as they are. */
  adoptCopy(other: MemoryNode): void {
    const data = this.file();
    const source = other.file();
    this.volume.checkWritable();
    this.volume.takePages(source.allocated - data.allocated);
    this.data = source.copy();
    this.touchModified();
  }

  target(): string {
    if (this.linkTarget === undefined) throw new SystemError('EINVAL');
    return this.linkTarget;
  }

  getExtended(name: string): Uint8Array | undefined {
    return this.extended?.get(name);
  }

  setExtended(name: string, value: Uint8Array | undefined): void {
    this.volume.checkWritable();
    if (value) (this.extended ??= new Map()).set(name, value.slice());
    else this.extended?.delete(name);
    this.touchChanged();
  }

  extendedNames(): string[] {
    return this.extended ? [...this.extended.keys()] : [];
  }

  location(): { readonly directory: MemoryNode; readonly name: string } | undefined {
    return this.children?.location;
  }

  hold(): () => void {
    this.holders++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.holders--;
      this.freeWhenUnused();
    };
  }

  /** One name less. */
  dropLink(): void {
    this.links = this.children ? 0 : this.links - 1;
    this.times.changed = this.volume.now();
    if (this.links === 0) this.volume.tracker?.removed(this);
    else this.mark();
    this.freeWhenUnused();
  }

  /** Tells whoever stores this file system that this inode is to be stored. */
  mark(): void {
    if (this.links > 0) this.volume.tracker?.changed(this);
  }

  touchModified(): void {
    this.times.modified = this.times.changed = this.volume.now();
    this.mark();
  }

  touchChanged(): void {
    this.times.changed = this.volume.now();
    this.mark();
  }

  private freeWhenUnused(): void {
    if (this.links > 0 || this.holders > 0 || this.freed) return;
    this.freed = true;
    this.volume.takePages(-this.pages);
    this.volume.giveInode();
  }

  private resize(size: number): void {
    const data = this.file();
    if (size < 0) throw new SystemError('EINVAL');
    const before = data.allocated;
    data.truncate(size);
    this.volume.takePages(data.allocated - before);
    this.times.modified = this.volume.now();
  }

  private directory(): DirectoryEntries {
    if (!this.children) throw new SystemError('ENOTDIR');
    return this.children;
  }

  private file(): FileData {
    if (!this.data) throw new SystemError(this.kind === 'directory' ? 'EISDIR' : 'EINVAL');
    return this.data;
  }
}
