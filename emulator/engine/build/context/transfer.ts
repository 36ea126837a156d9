import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { contentSize } from '../../../vfs/lazy-content';

/** Bytes of data in one packet of a transfer. */
const packetData = 32 * 1024;

/** Bytes that a number takes as a protobuf varint. */
function varint(value: bigint): number {
  let bytes = 1;
  for (let rest = value < 0n ? value + (1n << 64n) : value; rest >= 128n; rest >>= 7n) bytes++;
  return bytes;
}

const lengthPrefixed = (length: number) => 1 + varint(BigInt(length)) + length;
const numberField = (value: number | bigint) => (BigInt(value) === 0n ? 0 : 1 + varint(BigInt(value)));

/** Go's FileMode bits of kinds of files. */
const kindBits: Partial<Record<TarEntry['kind'], number>> = {
  directory: 0x8000_0000,
  symlink: 0x0800_0000,
  fifo: 0x0200_0000,
  character: 0x0420_0000,
  block: 0x0400_0000,
};

/** Bytes of the packet that tells of a file, as BuildKit's file transfer (fsutil) writes it: path, mode, size, time, link. */
function statPacket(path: string, entry: TarEntry): number {
  const size = entry.kind === 'file' ? (entry.content ? contentSize(entry.content) : 0) : 0;
  const mode = entry.mode + (kindBits[entry.kind] ?? 0);
  const nanoseconds = BigInt(Math.floor(entry.modified)) * 1_000_000n + 1n;
  const stat =
    lengthPrefixed(new TextEncoder().encode(path).length) +
    numberField(mode) +
    numberField(size) +
    numberField(nanoseconds) +
    (entry.linkName ? lengthPrefixed(entry.linkName.length) : 0);
  return lengthPrefixed(stat);
}

/** Bytes of the packets that bring a file's content: pieces, then an empty one that says it is over. */
function dataPackets(index: number, entry: TarEntry): number {
  const id = numberField(index);
  const size = entry.content ? contentSize(entry.content) : 0;
  let sum = 0;
  for (let at = 0; at < size; at += packetData) sum += 2 + id + lengthPrefixed(Math.min(packetData, size - at));
  return sum + 2 + id;
}

/** What a transfer of files takes, in the two numbers that its progress shows on the way. */
export interface TransferSize {
  /** After all files have been told of. */
  readonly told: number;
  /** After those that had changed have come too. */
  readonly whole: number;
}

/** The transfer of `files` (in the order of their paths) when `unchanged` ones need not be sent again. */
export function transferSize(
  files: readonly (readonly [path: string, entry: TarEntry])[],
  unchanged: (path: string, entry: TarEntry) => boolean,
): TransferSize {
  let told = 0;
  let data = 0;
  for (const [index, [path, entry]] of files.entries()) {
    told += statPacket(path, entry);
    if (entry.kind === 'file' && !unchanged(path, entry)) data += dataPackets(index, entry);
  }
  return { told, whole: told + data + 2 };
}
