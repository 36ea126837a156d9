import { SystemError } from '../../kernel/errno';
import { SyntheticNode } from '../../vfs/synthetic-node';
import type { OpenFile } from '../../vfs/open-file';
import { syntheticText, type SyntheticDirectory, type SyntheticEntry } from '../../vfs/synthetic-file-system';
import type { FileSystem, Node, Place } from '../../vfs/types';
import type { Kernel } from '../kernel';
import type { Task } from '../task';

interface DescriptorMeta {
  owner(): { uid: number; gid: number };
  time(): number;
  /** Throws EACCES unless the asker may know. */
  guard(): void;
  pathOf(place: Place): string;
}

function names(task: Task, guard: () => void): string[] {
  guard();
  return task.descriptors.numbers().map(String);
}

function fileOf(task: Task, name: string): OpenFile | undefined {
  if (!/^\d+$/.test(name) || !task.descriptors.has(Number(name))) return undefined;
  return task.descriptors.get(Number(name));
}

/** /proc/PID/fd. */
export function descriptorDirectory(kernel: Kernel, task: Task, meta: DescriptorMeta): SyntheticDirectory {
  return {
    ...meta,
    kind: 'directory',
    mode: 0o500,
    names: () => names(task, meta.guard),
    lookup(name) {
      meta.guard();
      const file = fileOf(task, name);
      if (!file) return undefined;
      return {
        ...meta,
        kind: 'symlink',
        mode: 0o400 | (file.readable ? 0o100 : 0) | (file.writable ? 0o200 : 0),
        target: () => (file.place ? meta.pathOf(file.place) : file.name),
        jump: () => file.place ?? anonymousNode(kernel, file),
      };
    },
  };
}

/** The file system that pipes and sockets seem to lie in. */
const nowhere = new WeakMap<Kernel, FileSystem>();

/** What a descriptor that has no path leads to: opening it gives the pipe once more; a socket cannot be opened (ENXIO). */
function anonymousNode(kernel: Kernel, file: OpenFile): Node {
  const attributes = file.attributes();
  let fileSystem = nowhere.get(kernel);
  if (!fileSystem) {
    const empty = { blockSize: 4096, totalBytes: 0, freeBytes: 0, totalInodes: 0, freeInodes: 0 };
    fileSystem = { type: 'pipefs', device: attributes.device, readOnly: false, usage: () => empty, root: undefined as unknown as Node };
    nowhere.set(kernel, fileSystem);
  }
  const entry: SyntheticEntry = {
    kind: attributes.kind === 'socket' ? 'socket' : attributes.kind === 'character' ? 'character' : 'fifo',
    mode: attributes.mode,
    owner: () => ({ uid: attributes.uid, gid: attributes.gid }),
    time: () => attributes.modified,
    open() {
      if (attributes.kind === 'socket') throw new SystemError('ENXIO');
      file.retain();
      return file;
    },
  };
  return new SyntheticNode({ fileSystem, clock: kernel.system.clock, inodeOf: () => attributes.inode }, entry, '', undefined, '');
}

/** /proc/PID/fdinfo. */
export function descriptorInfoDirectory(task: Task, meta: Omit<DescriptorMeta, 'pathOf'>): SyntheticDirectory {
  return {
    ...meta,
    kind: 'directory',
    mode: 0o500,
    names: () => names(task, meta.guard),
    lookup(name) {
      const file = fileOf(task, name);
      return (
        file &&
        syntheticText(
          () => `pos:\t${positionOf(file)}\nflags:\t0${flagsOf(file).toString(8)}\nmnt_id:\t${file.place?.mount.id ?? 15}\nino:\t${file.attributes().inode}\n`,
          { ...meta, mode: 0o400 },
        )
      );
    },
  };
}

function positionOf(file: OpenFile): number {
  try {
    return file.seek(0, 'current');
  } catch (error) {
    if (error instanceof SystemError) return 0;
    throw error;
  }
}

/** O_RDONLY, O_WRONLY or O_RDWR, with O_LARGEFILE. */
function flagsOf(file: OpenFile): number {
  return 0o100000 | (file.writable ? (file.readable ? 2 : 1) : 0);
}
