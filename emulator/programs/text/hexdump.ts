import { concatenate } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { parseSize } from '../command-line/size';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { byteRows, collectBytes, hexadecimal, visibleByte } from './byte-rows';
import { bytesOfFormat, characterOf, formatRow, HexdumpFormatError, readHexdumpFormat } from './hexdump-format';

const options = { oneByteOctal: 'b,one-byte-octal', characters: 'c,one-byte-char', canonical: 'C,canonical', decimal: 'd,two-bytes-decimal', octal: 'o,two-bytes-octal', words: 'x,two-bytes-hex', format: 'e,format=', file: 'f,format-file=', length: 'n,length=', skip: 's,skip=', verbose: 'v,no-squeezing', color: 'L,color[=]' } as const;
type Key = keyof typeof options;

const help = `
Usage:
 hexdump [options] <file>...

Display file contents in hexadecimal, decimal, octal, or ascii.

Options:
 -b, --one-byte-octal      one-byte octal display
 -c, --one-byte-char       one-byte character display
 -C, --canonical           canonical hex+ASCII display
 -d, --two-bytes-decimal   two-byte decimal display
 -o, --two-bytes-octal     two-byte octal display
 -x, --two-bytes-hex       two-byte hexadecimal display
 -e, --format <format>     format string to be used for displaying data
 -f, --format-file <file>  file that contains format strings
 -n, --length <length>     interpret only length bytes of input
 -s, --skip <offset>       skip offset bytes from the beginning
 -v, --no-squeezing        output identical lines
`;

const words = (row: Uint8Array) => Array.from({ length: Math.ceil(row.length / 2) }, (_, index) => (row[index * 2] ?? 0) | ((row[index * 2 + 1] ?? 0) << 8));

/** The lines of each display: how a row looks, and how wide a whole one is. */
const displays: Readonly<Record<string, { readonly width: number; readonly show: (row: Uint8Array) => string }>> = {
  oneByteOctal: { width: 64, show: (row) => Array.from(row, (byte) => ` ${byte.toString(8).padStart(3, '0')}`).join('') },
  characters: { width: 64, show: (row) => Array.from(row, (byte) => characterOf(byte).padStart(4)).join('') },
  decimal: { width: 64, show: (row) => words(row).map((word) => `   ${String(word).padStart(5, '0')}`).join('') },
  octal: { width: 64, show: (row) => words(row).map((word) => `  ${word.toString(8).padStart(6, '0')}`).join('') },
  words: { width: 64, show: (row) => words(row).map((word) => `    ${hexadecimal(word, 4)}`).join('') },
  plain: { width: 40, show: (row) => words(row).map((word) => ` ${hexadecimal(word, 4)}`).join('') },
};

function canonical(row: Uint8Array, offset: number): string {
  const cells = Array.from({ length: 16 }, (_, index) => (index < row.length ? ` ${hexadecimal(row[index] ?? 0)}` : '   ') + (index === 7 ? ' ' : ''));
  return `${hexadecimal(offset, 8)} ${cells.join('')}  |${Array.from(row, visibleByte).join('')}|\n`;
}

async function run(tool: Tool<Key>): Promise<number | void> {
  const { options: given, process } = tool;
  for (const key of ['length', 'skip'] as const) {
    const value = given.value(key);
    if (value === undefined || readNumber(value) !== undefined) continue;
    await tool.complain(`failed to parse ${key === 'skip' ? 'offset' : key}: '${value}': Invalid argument`);
    return;
  }
  const skip = readNumber(given.value('skip') ?? '0') ?? 0;
  const length = readNumber(given.value('length') ?? '') ?? Infinity;
  const parts: Uint8Array[] = [];
  for (const path of tool.operands.length > 0 ? tool.operands : ['-']) {
    try {
      parts.push(await collectBytes(process, path, skip + length));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(`${path}: ${error.message}`);
    }
  }
  if (parts.length === 0) return void (tool.flavour === 'gnu' ? await tool.complain('all input file arguments failed') : undefined);
  const bytes = concatenate(parts).subarray(skip, length === Infinity ? undefined : skip + length);
  const squeeze = !given.has('verbose');
  if (given.has('format') || given.has('file')) return await formatted(tool, bytes, skip, squeeze);
  if (bytes.length === 0) return;
  const display = given.last('oneByteOctal', 'characters', 'canonical', 'decimal', 'octal', 'words') ?? 'plain';
  const shown = displays[display];
  const text = byteRows(bytes, skip, squeeze, 16, (row, offset) => (shown ? `${hexadecimal(offset, 7)}${shown.show(row).padEnd(shown.width)}\n` : canonical(row, offset)));
  await tool.out.write(`${text}${hexadecimal(skip + bytes.length, shown ? 7 : 8)}\n`);
}

function readNumber(text: string): number | undefined {
  return /^0[xX][\da-fA-F]+$/.test(text) ? Number(text) : parseSize(text);
}

/** `-e` and `-f`: every format reads the same bytes. */
async function formatted(tool: Tool<Key>, bytes: Uint8Array, skip: number, squeeze: boolean): Promise<void> {
  try {
    const sources = [...tool.options.values('format'), ...tool.options.values('file').flatMap((path) => tool.process.files.readText(path).split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')))];
    const formats = sources.map(readHexdumpFormat);
    const width = Math.max(1, ...formats.map(bytesOfFormat));
    await tool.out.write(byteRows(bytes, skip, squeeze, width, (row, offset) => formats.map((units) => formatRow(units, row, offset)).join('')));
  } catch (error) {
    if (error instanceof HexdumpFormatError) await tool.complain(error.message);
    else await tool.complainOf(tool.options.value('file') ?? '', error);
  }
}

/** `hexdump`. */
export const createHexdump = (flavour: Flavour) => createTool<Key>({ name: 'hexdump', options, help, run }, flavour);
