import { attachFileSystem, createMemoryFileSystem, createVolume, type MemoryFileSystem, type MemoryFileSystemOptions } from '../memory-file-system';
import type { MemoryNode } from '../memory-node';
import { chunkKey, chunkKeyStep, chunkRecordOf, nodeOf, recordOf, type ChunkRecord, type DiskRecord, type InodeRecord } from './disk-record';

/** What changed since the last time: records to put under their keys, and keys to delete. */
export interface DiskChanges {
  readonly changed: Map<number, DiskRecord>;
  readonly removed: number[];
}

/**
 * A memory file system that is kept somewhere as records by number (in IndexedDB: an object store with number keys).
 *
 * To keep it: call {@link Disk.takeDirty} now and then, and store what it gives in one transaction; after a crash the disk is then as
 * it was at one of these moments. When storing fails, {@link Disk.giveBack} makes the same changes come again. To get it back: read
 * all records and give them to {@link importDisk}.
 *
 * Keys below 2³² are inode numbers (the root's is 2, or 1 on tmpfs), those above are parts of large files, so that a change of one byte stores 256 KiB and not the
 * whole file. What was written stays bytes, what was never made stays a recipe.
 */
export interface Disk {
  readonly fileSystem: MemoryFileSystem;
  /** Cheap when nothing changed. Times of reading alone are no change (as with `lazytime`). */
  takeDirty(): DiskChanges;
  /** Changes that could not be stored: they are told again by the next {@link takeDirty}. */
  giveBack(changes: DiskChanges): void;
  /** All records, whatever was taken before. */
  exportDisk(): Map<number, DiskRecord>;
}

/** A new, empty disk. */
export function createDisk(options: MemoryFileSystemOptions): Disk {
  const fileSystem = createMemoryFileSystem(options);
  return track(fileSystem, [fileSystem.root], new Map());
}

/** The disk that `records` tell of: the same tree with the same inode numbers, hard links, owners, times and recipes. */
export function importDisk(records: ReadonlyMap<number, DiskRecord>, options: MemoryFileSystemOptions): Disk {
  const volume = createVolume(options);
  const rootInode = volume.nextInode;
  const nodes = new Map<number, MemoryNode>();
  const stored = new Map<number, ReadonlySet<number>>();
  const readNode = (inode: number): MemoryNode => {
    const known = nodes.get(inode);
    if (known) return known;
    const record = records.get(inode) as InodeRecord | undefined;
    if (!record) throw new Error(`The stored disk lacks inode ${inode}`);
    const node = nodeOf(volume, inode, record, (chunk) => records.get(chunkKey(inode, chunk)) as ChunkRecord | undefined);
    nodes.set(inode, node);
    if (record.chunks) stored.set(inode, new Set(record.chunks));
    return node;
  };
  const root = readNode(rootInode);
  root.links = 2;
  const fileSystem = attachFileSystem(volume, root);
  const directories = [root];
  for (let directory = directories.pop(); directory; directory = directories.pop()) {
    const record = records.get(directory.inode) as InodeRecord;
    for (const [name, inode] of record.entries ?? []) {
      const node = readNode(inode);
      directory.children?.restore(name, node);
      if (node.children) directories.push(node);
    }
  }
  return track(fileSystem, [], stored);
}

/** Notes the changes of `fileSystem` from now on. `stored`: which chunks of large files are stored, by inode. */
function track(fileSystem: MemoryFileSystem, initial: readonly MemoryNode[], stored: Map<number, ReadonlySet<number>>): Disk {
  let changed = new Set<MemoryNode>(initial);
  let removed = new Set<MemoryNode>();
  let removedKeys: number[] = [];
  fileSystem.volume.tracker = {
    changed: (node) => void changed.add(node),
    removed(node) {
      changed.delete(node);
      removed.add(node);
    },
  };

  const putData = (node: MemoryNode, record: InodeRecord, changes: DiskChanges) => {
    const { data } = node;
    if (!data) return;
    const touched = data.takeTouched();
    const before = stored.get(node.inode);
    const now = new Set(record.chunks);
    for (const chunk of now) if (touched.has(chunk) || !before?.has(chunk)) changes.changed.set(chunkKey(node.inode, chunk), chunkRecordOf(data, chunk));
    for (const chunk of before ?? []) if (!now.has(chunk)) changes.removed.push(chunkKey(node.inode, chunk));
    if (now.size > 0) stored.set(node.inode, now);
    else stored.delete(node.inode);
  };

  return {
    fileSystem,
    takeDirty() {
      const changes: DiskChanges = { changed: new Map(), removed: removedKeys };
      for (const node of removed) {
        changes.removed.push(node.inode);
        for (const chunk of stored.get(node.inode) ?? []) changes.removed.push(chunkKey(node.inode, chunk));
        stored.delete(node.inode);
      }
      for (const node of changed) {
        const record = recordOf(node);
        changes.changed.set(node.inode, record);
        putData(node, record, changes);
      }
      changed = new Set();
      removed = new Set();
      removedKeys = [];
      return { changed: changes.changed, removed: changes.removed.filter((key) => !changes.changed.has(key)) };
    },
    giveBack(changes) {
      const inodes = new Set([...changes.changed.keys()].map((key) => key % chunkKeyStep));
      const present = new Set<number>();
      for (const node of allNodes(fileSystem.root)) {
        present.add(node.inode);
        if (!inodes.has(node.inode)) continue;
        changed.add(node);
        node.data?.touchAll();
      }
      removedKeys.push(...changes.removed.filter((key) => !present.has(key % chunkKeyStep) || key >= chunkKeyStep));
    },
    exportDisk() {
      const records = new Map<number, DiskRecord>();
      for (const node of allNodes(fileSystem.root)) {
        const record = recordOf(node);
        records.set(node.inode, record);
        if (node.data) for (const chunk of record.chunks ?? []) records.set(chunkKey(node.inode, chunk), chunkRecordOf(node.data, chunk));
      }
      return records;
    },
  };
}

/** Every inode of a tree, once. */
function allNodes(root: MemoryNode): Set<MemoryNode> {
  const nodes = new Set([root]);
  for (const node of nodes) if (node.children) for (const [, child] of node.children.list()) nodes.add(child);
  return nodes;
}
