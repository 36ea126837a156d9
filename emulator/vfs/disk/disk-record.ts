import { chunkPages, FileData, type StoredRun } from '../file-data';
import { MemoryNode, type NodeTimes } from '../memory-node';
import type { Volume } from '../memory-volume';
import type { FileKind, LazyContent } from '../types';

/** An inode as it is stored: plain data that structured clone takes. Recipes stay recipes. */
export interface InodeRecord {
  readonly kind: FileKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly times: NodeTimes;
  readonly deviceType?: { major: number; minor: number };
  /** Of a symlink. */
  readonly target?: string;
  readonly extended?: ReadonlyMap<string, Uint8Array>;
  /** Of a directory: names and inodes, and the pages it takes itself. */
  readonly entries?: readonly (readonly [string, number])[];
  readonly directoryPages?: number;
  /** Of a regular file. What was written is in `runs`, or for a large file in the records of `chunks`. */
  readonly size?: number;
  readonly base?: LazyContent;
  readonly runs?: readonly StoredRun[];
  readonly chunks?: readonly number[];
}

/** A part of a large file's bytes. */
export interface ChunkRecord {
  readonly runs: readonly StoredRun[];
}
export type DiskRecord = InodeRecord | ChunkRecord;

/** From here on, keys are those of chunks: (chunk + 1) × this + inode. */
export const chunkKeyStep = 2 ** 32;

/** The key of a chunk of an inode's data. */
export function chunkKey(inode: number, chunk: number): number {
  return (chunk + 1) * chunkKeyStep + inode;
}

/** The record of an inode, without the bytes of a large file. */
export function recordOf(node: MemoryNode): InodeRecord {
  const { data, children, extended } = node;
  const large = data !== undefined && data.writtenPages > chunkPages;
  return {
    kind: node.kind,
    mode: node.mode,
    uid: node.uid,
    gid: node.gid,
    times: { ...node.times },
    ...(node.deviceType && { deviceType: { ...node.deviceType } }),
    ...(node.linkTarget !== undefined && { target: node.linkTarget }),
    ...(extended && extended.size > 0 && { extended: new Map(extended) }),
    ...(children && { entries: children.list().map(([name, child]) => [name, child.inode] as const), directoryPages: children.pages }),
    ...(data && { size: data.size, base: data.base && { ...data.base, head: data.base.head.slice() } }),
    ...(data && (large ? { chunks: data.chunks() } : { runs: data.runs() })),
  };
}

/** The record of one chunk of a large file. */
export function chunkRecordOf(data: FileData, chunk: number): ChunkRecord {
  return { runs: data.runs(chunk * chunkPages, (chunk + 1) * chunkPages) };
}

/** The inode that a record tells of, without its names; `chunk` finds the records of its bytes. */
export function nodeOf(volume: Volume, inode: number, record: InodeRecord, chunk: (chunk: number) => ChunkRecord | undefined): MemoryNode {
  const { kind, mode, uid, gid, target, deviceType } = record;
  const node = new MemoryNode(volume, inode, { kind, mode, uid, gid, target, deviceType });
  Object.assign(node.times, record.times);
  if (record.extended) node.extended = new Map(record.extended);
  if (kind === 'file') {
    node.data = FileData.restore(record.size ?? 0, record.base, record.runs ?? []);
    for (const index of record.chunks ?? []) for (const run of chunk(index)?.runs ?? []) node.data.addRun(run.page, run.bytes);
    node.data.takeTouched();
  }
  if (node.children && record.directoryPages !== undefined) node.children.pages = record.directoryPages;
  volume.adopt(inode, node.pages);
  return node;
}
