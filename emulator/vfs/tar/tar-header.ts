import { decode } from '../../kernel/bytes';
import { TarError, typeFlags, type TarEntry } from './tar-entry';

/** Keys and values of a pax header. */
export type PaxRecords = ReadonlyMap<string, Uint8Array>;

/** A header as it stands in its block, before pax and long names change it. */
export interface RawHeader {
  readonly flag: string;
  /** Bytes of data that follow. */
  size: number;
  /** The member, with what headers before this one said about it. */
  entry(pax: PaxRecords, long: { name: string | undefined; linkName: string | undefined }): TarEntry;
}

const kinds = new Map(Object.entries(typeFlags).map(([kind, flag]) => [flag, kind as TarEntry['kind']]));
const withoutData = new Set<TarEntry['kind']>(['hardlink', 'symlink', 'character', 'block', 'directory', 'fifo']);

function text(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits, or a number in base 256 (GNU). */
function number(block: Uint8Array, at: number, length: number): number {
  const first = block[at] ?? 0;
  if ((first & 0x80) !== 0) {
    const negative = (first & 0x40) !== 0;
    let value = negative ? first - 0x100 : first & 0x7f;
    for (let i = 1; i < length; i++) value = value * 256 + (block[at + i] ?? 0);
    return value;
  }
  const digits = text(block, at, length).trim();
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw new TarError('invalid-header');
  return parseInt(digits, 8);
}

function checkSum(block: Uint8Array): void {
  const stored = number(block, 148, 8);
  let unsigned = 0;
  let signed = 0;
  block.forEach((given, index) => {
    const byte = index >= 148 && index < 156 ? 32 : given;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  });
  if (stored !== unsigned && stored !== signed) throw new TarError('invalid-header');
}

/** Reads a header block that is not empty. */
export function parseHeader(block: Uint8Array): RawHeader {
  checkSum(block);
  const magic = text(block, 257, 8);
  const isUstar = magic.startsWith('ustar');
  const isGnu = magic.startsWith('ustar ');
  const prefix = isUstar && !isGnu ? text(block, 345, 155) : '';
  const flag = block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0x30);
  const plainName = prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`;
  const kind = kinds.get(flag);
  return {
    flag,
    size: kind && withoutData.has(kind) ? 0 : number(block, 124, 12),
    entry(pax, long) {
      const paxText = (key: string) => {
        const value = pax.get(key);
        return value && decode(value);
      };
      const paxNumber = (key: string) => {
        const value = paxText(key);
        return value === undefined ? undefined : Number(value);
      };
      const name = paxText('path') ?? long.name ?? plainName;
      const linkName = paxText('linkpath') ?? long.linkName ?? text(block, 157, 100);
      const extended = new Map([...pax].filter(([key]) => key.startsWith('SCHILY.xattr.')).map(([key, value]) => [key.slice(13), value]));
      const isDevice = flag === '3' || flag === '4';
      return {
        name: name.replace(/\/+$/, '') || name.slice(0, 1),
        kind: flag === '0' && name.endsWith('/') ? 'directory' : (kind ?? 'file'),
        mode: number(block, 100, 8) & 0o7777,
        uid: paxNumber('uid') ?? number(block, 108, 8),
        gid: paxNumber('gid') ?? number(block, 116, 8),
        userName: paxText('uname') ?? (isUstar ? text(block, 265, 32) : ''),
        groupName: paxText('gname') ?? (isUstar ? text(block, 297, 32) : ''),
        modified: (paxNumber('mtime') ?? number(block, 136, 12)) * 1000,
        linkName: kind === 'hardlink' || kind === 'symlink' ? linkName : undefined,
        deviceType: isDevice && isUstar ? { major: number(block, 329, 8), minor: number(block, 337, 8) } : undefined,
        extended: extended.size > 0 ? extended : undefined,
      };
    },
  };
}

/** Reads the records of a pax header. */
export function parsePax(bytes: Uint8Array): PaxRecords {
  const records = new Map<string, Uint8Array>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? NaN : Number(decode(bytes.subarray(at, space)));
    const record = bytes.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    if (!(length > 0) || at + length > bytes.length || equals < 0) throw new TarError('invalid-header');
    records.set(decode(record.subarray(0, equals)), record.slice(equals + 1));
    at += length;
  }
  return records;
}
