import { concatenate, decode, noBytes } from '../../kernel/bytes';
import { contentSize, isLazy, readContent } from '../lazy-content';
import type { Content } from '../types';
import { parseHeader, parsePax, type PaxRecords, type RawHeader } from './tar-header';
import { blockSize, TarError, type TarChunk, type TarEntry } from './tar-entry';

const expandStep = 1 << 20;

/** Takes a tar file piece by piece and tells its members as they are complete. */
export interface TarParser {
  /** The members that `chunk` completed. Throws {@link TarError}. */
  push(chunk: TarChunk): TarEntry[];
  /** There is no more: throws {@link TarError} when something is. */
  end(): void;
}

/** Understands ustar, pax and GNU headers. What follows the two empty blocks at the end is ignored. */
export function createTarParser(): TarParser {
  let pending: Uint8Array[] = [];
  let pendingSize = 0;
  let header: RawHeader | undefined;
  let data: Content[] = [];
  let missing = 0;
  let skip = 0;
  let emptyBlocks = 0;
  let globals: PaxRecords = new Map();
  let locals: PaxRecords = new Map();
  let longName: string | undefined;
  let longLink: string | undefined;

  /** Takes the content of what `header` describes, which is complete, and gives the member when it is one. */
  const complete = (): TarEntry | undefined => {
    const current = header as RawHeader;
    header = undefined;
    skip = (blockSize - (current.size % blockSize)) % blockSize;
    const content =
      data.length === 1 ? (data[0] as Content) : data.length === 0 ? noBytes : concatenate(data.map((part) => readContent(part, 0, contentSize(part))));
    data = [];
    const bytes = () => readContent(content, 0, contentSize(content));
    const text = () => decode(bytes()).replace(/\0[^]*$/, '');
    if (current.flag === 'x') locals = parsePax(bytes());
    else if (current.flag === 'g') globals = new Map([...globals, ...parsePax(bytes())]);
    else if (current.flag === 'L') longName = text();
    else if (current.flag === 'K') longLink = text();
    else return member(current, content);
    return undefined;
  };

  const member = (current: RawHeader, content: Content): TarEntry => {
    const entry = current.entry(new Map([...globals, ...locals]), { name: longName, linkName: longLink });
    locals = new Map();
    longName = longLink = undefined;
    return entry.kind === 'file' ? { ...entry, content } : entry;
  };

  /** Looks at a whole header block; true at the end of the archive. */
  const begin = (block: Uint8Array): boolean => {
    if (block.every((byte) => byte === 0)) return ++emptyBlocks >= 2;
    emptyBlocks = 0;
    header = parseHeader(block);
    const size = locals.get('size');
    if (size && header.flag !== 'x') header.size = Number(decode(size));
    missing = header.size;
    return false;
  };

  const push = (chunk: TarChunk): TarEntry[] => {
    const found: TarEntry[] = [];
    const finish = () => {
      const entry = complete();
      if (entry) found.push(entry);
    };
    if (emptyBlocks >= 2) return found;
    if (isLazy(chunk)) {
      if (header && skip === 0 && missing === chunk.size && missing === header.size) {
        data.push(chunk);
        missing = 0;
        finish();
      } else {
        for (let at = 0; at < chunk.size; at += expandStep) found.push(...push(readContent(chunk, at, expandStep)));
      }
      return found;
    }
    for (let at = 0; at < chunk.length;) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at);
        skip -= step;
        at += step;
      } else if (header) {
        const step = Math.min(missing, chunk.length - at);
        // A copy: whoever sends the pieces may use their memory again.
        data.push(chunk.slice(at, at + step));
        missing -= step;
        at += step;
        if (missing === 0) finish();
      } else {
        const step = Math.min(blockSize - pendingSize, chunk.length - at);
        pending.push(chunk.slice(at, at + step));
        pendingSize += step;
        at += step;
        if (pendingSize < blockSize) break;
        const block = concatenate(pending);
        pending = [];
        pendingSize = 0;
        if (begin(block)) return found;
        if (header && missing === 0) finish();
      }
    }
    return found;
  };

  return {
    push,
    end() {
      if (header || pendingSize > 0) throw new TarError('unexpected-end');
    },
  };
}

/** The members of a tar file that is all there. */
export function* readTar(chunks: Iterable<TarChunk>): Generator<TarEntry> {
  const parser = createTarParser();
  for (const chunk of chunks) yield* parser.push(chunk);
  parser.end();
}

/** The members of a tar file as it comes in. */
export async function* readTarStream(chunks: AsyncIterable<TarChunk>): AsyncGenerator<TarEntry> {
  const parser = createTarParser();
  for await (const chunk of chunks) yield* parser.push(chunk);
  parser.end();
}
