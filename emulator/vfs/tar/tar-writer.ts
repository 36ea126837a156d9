import { concatenate, encode } from '../../kernel/bytes';
import { sliceIsOver, yieldThread } from '../../kernel/yield';
import { contentSize, isLazy, readContent } from '../lazy-content';
import { blockSize, typeFlags, type TarChunk, type TarEntry } from './tar-entry';

const largestOctal = 0o7777777;
const largestSize = 0o77777777777;
const byteStep = 1 << 20;
const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

/** Splits a long name into the header's prefix and name at a slash; undefined when it does not fit. */
function splitName(name: string): { prefix: string; name: string } | undefined {
  if (!isAscii(name)) return undefined;
  if (name.length <= 100) return { prefix: '', name };
  if (name.length > 256) return undefined;
  const slash = name.lastIndexOf('/', Math.min(155, name.length - 2));
  const rest = name.length - slash - 1;
  return slash > 0 && rest <= 100 ? { prefix: name.slice(0, slash), name: name.slice(slash + 1) } : undefined;
}

/** One pax record: its own length, key and value. */
function paxRecord(key: string, value: Uint8Array): Uint8Array {
  const tail = concatenate([encode(` ${key}=`), value, encode('\n')]);
  let length = tail.length + 1;
  while (String(length).length + tail.length !== length) length = String(length).length + tail.length;
  return concatenate([encode(String(length)), tail]);
}

interface HeaderFields {
  name: string;
  prefix: string;
  flag: string;
  mode: number;
  uid: number;
  gid: number;
  size: number;
  seconds: number;
  linkName: string;
  userName: string;
  groupName: string;
  major: number;
  minor: number;
}

function header(fields: HeaderFields): Uint8Array {
  const block = new Uint8Array(blockSize);
  const text = (value: string, at: number, length: number) => block.set(encode(value).subarray(0, length), at);
  const octal = (value: number, at: number, length: number) =>
    text(
      Math.max(0, value)
        .toString(8)
        .padStart(length - 1, '0'),
      at,
      length - 1,
    );
  text(fields.name, 0, 100);
  octal(fields.mode, 100, 8);
  octal(fields.uid, 108, 8);
  octal(fields.gid, 116, 8);
  octal(fields.size, 124, 12);
  octal(fields.seconds, 136, 12);
  text('        ', 148, 8);
  text(fields.flag, 156, 1);
  text(fields.linkName, 157, 100);
  text('ustar\x0000', 257, 8);
  text(fields.userName, 265, 32);
  text(fields.groupName, 297, 32);
  octal(fields.major, 329, 8);
  octal(fields.minor, 337, 8);
  text(fields.prefix, 345, 155);
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return block;
}

function padding(size: number): Uint8Array {
  return new Uint8Array((blockSize - (size % blockSize)) % blockSize);
}

/** The pax header that goes before `entry`, when something of it fits in no plain header. */
function paxHeader(entry: TarEntry, name: string, size: number, split: boolean): Uint8Array[] {
  const records: Uint8Array[] = [];
  const add = (key: string, value: string | Uint8Array) => records.push(paxRecord(key, typeof value === 'string' ? encode(value) : value));
  for (const [key, value] of entry.extended ?? []) add(`SCHILY.xattr.${key}`, value);
  if (entry.gid > largestOctal) add('gid', String(entry.gid));
  if (entry.groupName && !isAscii(entry.groupName)) add('gname', entry.groupName);
  if (entry.linkName && (entry.linkName.length > 100 || !isAscii(entry.linkName))) add('linkpath', entry.linkName);
  if (entry.modified < 0) add('mtime', String(Math.floor(entry.modified / 1000)));
  if (!split) add('path', name);
  if (size > largestSize) add('size', String(size));
  if (entry.uid > largestOctal) add('uid', String(entry.uid));
  if (entry.userName && !isAscii(entry.userName)) add('uname', entry.userName);
  if (records.length === 0) return [];
  const body = concatenate(records);
  const base = name.replace(/\/$/, '');
  const slash = base.lastIndexOf('/');
  const own = `${base.slice(0, slash + 1)}PaxHeaders.0/${base.slice(slash + 1)}`.replace(/[^\0-\x7f]/g, '').slice(0, 100);
  const plain = { uid: 0, gid: 0, mode: 0, seconds: 0, linkName: '', userName: '', groupName: '', major: 0, minor: 0, prefix: '' };
  return [header({ ...plain, name: own, flag: 'x', size: body.length }), body, padding(body.length)];
}

/** The header blocks of one member. */
function entryHeader(entry: TarEntry, size: number): Uint8Array[] {
  const name = entry.kind === 'directory' && !entry.name.endsWith('/') ? `${entry.name}/` : entry.name;
  const split = splitName(name);
  const fits = (value: number) => (value > largestOctal ? 0 : value);
  return [
    ...paxHeader(entry, name, size, split !== undefined),
    header({
      name: split?.name ?? name.replace(/[^\0-\x7f]/g, '').slice(0, 100),
      prefix: split?.prefix ?? '',
      flag: entry.kind === 'socket' ? '0' : typeFlags[entry.kind],
      mode: entry.mode,
      uid: fits(entry.uid),
      gid: fits(entry.gid),
      size: size > largestSize ? 0 : size,
      seconds: Math.floor(entry.modified / 1000),
      linkName: (entry.linkName ?? '').replace(/[^\0-\x7f]/g, '').slice(0, 100),
      userName: entry.userName ?? '',
      groupName: entry.groupName ?? '',
      major: entry.deviceType?.major ?? 0,
      minor: entry.deviceType?.minor ?? 0,
    }),
  ];
}

/**
 * A tar file of `entries` (sockets are left out), in the form that Docker's is in: plain ustar headers, pax ones where something does not fit, times in whole
 * seconds, two empty blocks at the end. The same entries give the same bytes.
 */
export function* writeTar(entries: Iterable<TarEntry>): Generator<TarChunk> {
  for (const entry of entries) {
    if (entry.kind === 'socket') continue;
    const content = entry.kind === 'file' ? entry.content : undefined;
    const size = content ? contentSize(content) : 0;
    yield concatenate(entryHeader(entry, size));
    if (!content || size === 0) continue;
    yield content;
    if (size % blockSize !== 0) yield padding(size);
  }
  yield new Uint8Array(2 * blockSize);
}

/** Bytes that {@link writeTar} makes of `entries`, without making them. */
export function tarSize(entries: Iterable<TarEntry>): number {
  let size = 0;
  for (const chunk of writeTar(entries)) size += contentSize(chunk);
  return size;
}

/** The bytes of pieces of a tar file, in pieces of at most a megabyte. */
export function* tarBytes(chunks: Iterable<TarChunk>): Generator<Uint8Array> {
  for (const chunk of chunks) {
    const size = contentSize(chunk);
    if (!isLazy(chunk) && size <= byteStep) yield chunk;
    else for (let at = 0; at < size; at += byteStep) yield readContent(chunk, at, byteStep);
  }
}

/** As {@link tarBytes}, but lets others have the thread now and then. */
export async function* streamTarBytes(chunks: Iterable<TarChunk>): AsyncGenerator<Uint8Array> {
  for (const bytes of tarBytes(chunks)) {
    yield bytes;
    if (sliceIsOver()) await yieldThread();
  }
}
