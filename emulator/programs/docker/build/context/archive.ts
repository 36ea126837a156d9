import { concatenate } from '../../../../kernel/bytes';
import type { Process } from '../../../../process/types';
import { createTarParser } from '../../../../vfs/tar/tar-reader';
import { blockSize, type TarEntry } from '../../../../vfs/tar/tar-entry';
import { decompress, looksCompressed } from '../../../archive/gzip-bytes';
import { CliError } from '../../cli/error';

/** First bytes of bzip2 and xz files. */
const otherCompressions: readonly (readonly number[])[] = [
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
];

const beginsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte);

/** Whether a block is a tar file's header: its sum of bytes is right. */
function isTarHeader(bytes: Uint8Array): boolean {
  if (bytes.length < blockSize || bytes[0] === 0) return false;
  const block = bytes.slice(0, blockSize);
  const written = parseInt(new TextDecoder().decode(block.subarray(148, 156)).replace(/\0.*/s, '').trim(), 8);
  block.fill(0x20, 148, 156);
  return written === block.reduce((sum, byte) => sum + byte, 0);
}

/** Whether what came on standard input is an archive and not a Dockerfile. */
export function isArchive(bytes: Uint8Array): boolean {
  return looksCompressed(bytes) || otherCompressions.some((magic) => beginsWith(bytes, magic)) || isTarHeader(bytes);
}

/** The members of an archive, gzipped or not. */
export async function readArchive(process: Process, bytes: Uint8Array): Promise<TarEntry[]> {
  if (otherCompressions.some((magic) => beginsWith(bytes, magic))) throw new CliError('this kind of compression is not available on this machine: send the context as tar or as tar with gzip');
  const parser = createTarParser();
  const entries = parser.push(looksCompressed(bytes) ? await decompress(process, bytes) : bytes);
  parser.end();
  return entries.map((entry) => ({ ...entry, name: entry.name.replace(/^(\.?\/)+/, '') })).filter(({ name }) => name !== '' && name !== '.');
}

/** All of standard input. */
export async function readInput(process: Process): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (let piece = await process.read(0); piece.length > 0; piece = await process.read(0)) pieces.push(piece);
  return concatenate(pieces);
}
