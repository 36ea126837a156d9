import type { Content, FileKind, LazyContent } from '../types';

/**
 * A piece of a tar file: bytes, or a recipe that stands for its bytes. Recipes let a large file go from one tree to another without being made;
 * whoever needs real bytes (a socket, a digest) passes the pieces through `tarBytes`.
 */
export type TarChunk = Uint8Array | LazyContent;

/** A member of a tar file. */
export interface TarEntry {
  /** As in the archive, without the slash that directories end in. */
  readonly name: string;
  /** A `hardlink` is another name for the member `linkName`. */
  readonly kind: FileKind | 'hardlink';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly userName?: string;
  readonly groupName?: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Where a symlink points, or which member a hard link is. */
  readonly linkName?: string;
  readonly deviceType?: { readonly major: number; readonly minor: number };
  /** Extended attributes (pax `SCHILY.xattr.`). */
  readonly extended?: ReadonlyMap<string, Uint8Array>;
  /** Of a regular file; empty when absent. */
  readonly content?: Content;
}

/** What is wrong with a tar file. The messages are those of the Go library that Docker uses. */
export class TarError extends Error {
  override readonly name = 'TarError';
  constructor(readonly reason: 'invalid-header' | 'unexpected-end') {
    super(reason === 'invalid-header' ? 'archive/tar: invalid tar header' : 'unexpected EOF');
  }
}

/** Bytes of a record: a header, and what data is padded to. */
export const blockSize = 512;

/** The letter of each kind in a header. */
export const typeFlags: Readonly<Record<Exclude<TarEntry['kind'], 'socket'>, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};
