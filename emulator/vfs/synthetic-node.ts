import type { Clock } from '../kernel/clock';
import { decode, encode } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { createStreamFile } from './stream-file';
import type { SyntheticDirectory, SyntheticEntry, SyntheticFile } from './synthetic-file-system';
import type { OpenFile } from './open-file';
import type { AttributeChange, Attributes, Content, FileKind, FileSystem, NewNode, Node, OpenOptions, Place } from './types';

/** What all nodes of one synthetic file system share. */
export interface SyntheticShared {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  inodeOf(path: string): number;
}

const defaultModes: Partial<Record<FileKind, number>> = { directory: 0o555, symlink: 0o777, file: 0o444 };

/** A node of a synthetic file system: made anew at each lookup, the same by its inode number. */
export class SyntheticNode implements Node {
  readonly kind: FileKind;
  readonly inode: number;
  readonly jump?: () => Place | Node;
  readonly open?: (options: OpenOptions) => OpenFile;

  constructor(
    private readonly shared: SyntheticShared,
    private readonly entry: SyntheticEntry,
    private readonly path: string,
    private readonly parent: SyntheticNode | undefined,
    private readonly name: string,
  ) {
    this.kind = entry.kind;
    this.inode = shared.inodeOf(path);
    const attributes = () => this.attributes();
    if (entry.kind === 'symlink') {
      const jump = entry.jump?.();
      if (jump) this.jump = () => jump;
    } else if (entry.kind !== 'directory') {
      if (entry.open) this.open = (options) => (entry as Required<SyntheticFile>).open(options, attributes);
      else if (entry.kind === 'file') this.open = (options) => openText(entry, `/${shared.fileSystem.type}${path}`, options, attributes);
    }
  }

  get fileSystem(): FileSystem {
    return this.shared.fileSystem;
  }

  attributes(): Attributes {
    const { entry } = this;
    const owner = entry.owner?.() ?? { uid: 0, gid: 0 };
    const time = entry.time?.() ?? this.shared.clock.now();
    return {
      kind: this.kind,
      device: this.shared.fileSystem.device,
      inode: this.inode,
      mode: entry.mode ?? (entry.kind === 'file' && entry.write ? 0o644 : (defaultModes[entry.kind] ?? 0o600)),
      ...owner,
      links: entry.kind === 'directory' ? (entry.links ?? 2) : 1,
      size: entry.kind === 'file' ? (entry.size ?? 0) : 0,
      blocks: 0,
      deviceType: 'deviceType' in entry ? entry.deviceType : undefined,
      accessed: time,
      modified: time,
      changed: time,
      born: time,
    };
  }

  /** Only truncating is possible, and does nothing: what a shell's `>` asks of a file in /proc/sys. */
  change(change: AttributeChange): void {
    if (Object.keys(change).some((key) => key !== 'size')) throw new SystemError('EPERM');
  }

  lookup(name: string): Node | undefined {
    const entry = this.directory().lookup(name);
    return entry && new SyntheticNode(this.shared, entry, `${this.path}/${name}`, this, name);
  }

  *entries(): Iterable<readonly [string, Node]> {
    for (const name of this.directory().names()) {
      const node = this.lookup(name);
      if (node) yield [name, node];
    }
  }

  create(name: string, made: NewNode): Node {
    const directory = this.directory();
    if (made.kind !== 'directory' || !directory.makeDirectory) throw new SystemError('EPERM');
    directory.makeDirectory(name);
    const node = this.lookup(name);
    if (!node) throw new SystemError('ENOENT');
    return node;
  }

  link(): void {
    throw new SystemError('EPERM');
  }

  unlink(): void {
    throw new SystemError('EPERM');
  }

  removeDirectory(name: string): void {
    const directory = this.directory();
    if (!directory.removeDirectory) throw new SystemError('EPERM');
    directory.removeDirectory(name);
  }

  rename(): void {
    throw new SystemError('EPERM');
  }

  read(position: number, length: number): Uint8Array {
    return this.bytes().subarray(position, position + length);
  }

  write(_position: number, bytes: Uint8Array): void {
    if (this.entry.kind !== 'file' || !this.entry.write) throw new SystemError('EINVAL');
    this.entry.write(decode(bytes));
  }

  content(): Content {
    return this.bytes();
  }

  target(): string {
    if (this.entry.kind !== 'symlink') throw new SystemError('EINVAL');
    return this.entry.target();
  }

  getExtended(): undefined {
    return undefined;
  }

  setExtended(): void {
    throw new SystemError('EOPNOTSUPP');
  }

  extendedNames(): string[] {
    return [];
  }

  location(): { readonly directory: Node; readonly name: string } | undefined {
    return this.parent && { directory: this.parent, name: this.name };
  }

  private directory(): SyntheticDirectory {
    if (this.entry.kind !== 'directory') throw new SystemError('ENOTDIR');
    return this.entry;
  }

  private bytes(): Uint8Array {
    if (this.entry.kind !== 'file') throw new SystemError(this.kind === 'directory' ? 'EISDIR' : 'EINVAL');
    return textOf(this.entry);
  }
}

function textOf(entry: SyntheticFile): Uint8Array {
  if (!entry.read) throw new SystemError('EINVAL');
  const text = entry.read();
  return typeof text === 'string' ? encode(text) : text;
}

/** Opens a text: it is made at the first read, and made anew when one goes back to the beginning. */
function openText(entry: SyntheticFile, name: string, options: OpenOptions, attributes: () => Attributes): OpenFile {
  if (options.write && !entry.write) throw new SystemError('EACCES');
  let text: Uint8Array | undefined;
  let position = 0;
  return createStreamFile({
    name,
    options,
    attributes,
    read(max) {
      text ??= textOf(entry);
      const bytes = text.subarray(position, position + max);
      position += bytes.length;
      return bytes;
    },
    write(bytes) {
      entry.write?.(decode(bytes));
      return bytes.length;
    },
    seek(offset, from) {
      if (from === 'end') throw new SystemError('EINVAL');
      const next = from === 'start' ? offset : position + offset;
      if (next < 0) throw new SystemError('EINVAL');
      if (next === 0) text = undefined;
      return (position = next);
    },
  });
}
