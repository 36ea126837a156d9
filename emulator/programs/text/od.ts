import { isSystemError } from '../../kernel/errno';
import { concatenate } from '../../kernel/bytes';
import { quoteLocale } from '../command-line/quote';
import { parseSize } from '../command-line/size';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { byteRows, collectBytes, hexadecimal } from './byte-rows';

const options = { radix: 'A,address-radix=', skip: 'j,skip-bytes=', count: 'N,read-bytes=', type: 't,format=', stringsOf: 'S=', strings: 'strings[=]', verbose: 'v,output-duplicates', width: 'w,width[=]', a: 'a', b: 'b', c: 'c', d: 'd', f: 'f', i: 'i', l: 'l', o: 'o', s: 's', x: 'x' } as const;
type Key = keyof typeof options;

const help = `Usage: od [OPTION]... [FILE]...
Write an unambiguous representation, octal bytes by default,
of FILE to standard output.

  -A, --address-radix=RADIX   output format for file offsets: d, o, x or n
  -j, --skip-bytes=BYTES      skip BYTES input bytes first
  -N, --read-bytes=BYTES      limit dump to BYTES input bytes
  -S BYTES, --strings[=BYTES]  output strings of at least BYTES graphic chars;
                                3 is implied when BYTES is not specified
  -t, --format=TYPE           select output format or formats
  -v, --output-duplicates     do not use * to mark line suppression
  -w[BYTES], --width[=BYTES]  output BYTES bytes per output line;
                                32 is implied when BYTES is not specified
  -a   same as -t a,  -b   same as -t o1,  -c   same as -t c
  -d   same as -t u2, -f   same as -t fF,  -i   same as -t dI
  -l   same as -t dL, -o   same as -t o2,  -s   same as -t d2,  -x   same as -t x2
      --help                  display this help and exit

TYPE is made up of one or more of a, c, d[SIZE], f[SIZE], o[SIZE], u[SIZE],
x[SIZE]; a z behind it shows printable characters at the end of each line.
`;

/** The types that letters are short for. */
const short: Readonly<Partial<Record<Key, string>>> = { a: 'a', b: 'o1', c: 'c', d: 'u2', f: 'f4', i: 'd4', l: 'd8', o: 'o2', s: 'd2', x: 'x2' };
const sizes: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8, F: 4, D: 8 };
const escapes: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };
const names = 'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(' ');

interface Format {
  readonly bytes: number;
  /** Columns that one cell needs, without the blank before it. */
  readonly width: number;
  readonly trail: boolean;
  show(bytes: Uint8Array): string;
}

function unsigned(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = value * 256n + BigInt(bytes[at] ?? 0);
  return value;
}

function float(bytes: Uint8Array): string {
  const view = new DataView(Uint8Array.from({ length: bytes.length }, (_, index) => bytes[index] ?? 0).buffer);
  const value = bytes.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  // As many digits as bring the number back.
  let text = String(value);
  for (let digits = 1; digits <= 17; digits++) {
    text = String(Number(value.toPrecision(digits)));
    if (bytes.length === 4 ? Math.fround(Number(text)) === value : Number(text) === value) break;
  }
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -5 && exponent < (bytes.length === 4 ? 8 : 17)) return text.includes('e') ? Number(text).toFixed(Math.max(0, -exponent)) : text;
  return Number(text).toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

function formatOf(kind: string, bytes: number, trail: boolean): Format {
  const digits = { 1: [3, 2, 3, 4], 2: [6, 4, 5, 6], 4: [11, 8, 10, 11], 8: [22, 16, 20, 20] }[bytes as 1] ?? [3, 2, 3, 4];
  const [octal = 3, hex = 2, plain = 3, signed = 4] = digits;
  switch (kind) {
    case 'a':
      return { bytes, trail, width: 3, show: ([byte = 0]) => ((byte & 127) === 127 ? 'del' : (names[byte & 127] ?? String.fromCharCode(byte & 127))) };
    case 'c':
      return { bytes, trail, width: 3, show: ([byte = 0]) => escapes[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0')) };
    case 'x':
      return { bytes, trail, width: hex, show: (part) => unsigned(part).toString(16).padStart(hex, '0') };
    case 'o':
      return { bytes, trail, width: octal, show: (part) => unsigned(part).toString(8).padStart(octal, '0') };
    case 'f':
      return { bytes, trail, width: bytes === 4 ? 15 : 24, show: float };
    case 'd':
      return { bytes, trail, width: signed, show: (part) => String(BigInt.asIntN(bytes * 8, unsigned(part))) };
    default:
      return { bytes, trail, width: plain, show: (part) => String(unsigned(part)) };
  }
}

/** Reads `x1z`, `o2d1c`…; the complaint when it is no type. */
function readTypes(text: string): Format[] | string {
  const formats: Format[] = [];
  let rest = text;
  while (rest !== '') {
    const match = /^([acdfoux])(\d+|[CSILFD])?(z?)/.exec(rest);
    if (!match) return `invalid character '${rest.charAt(0)}' in type string ${quoteLocale(text)}`;
    const [whole, kind = '', size, trail] = match;
    const bytes = size === undefined ? (/[ac]/.test(kind) ? 1 : kind === 'f' ? 8 : 4) : (sizes[size] ?? Number(size));
    if (![1, 2, 4, 8].includes(bytes) || (kind === 'f' && bytes < 4)) return `invalid type string ${quoteLocale(text)};\nthis system doesn't provide a ${bytes}-byte ${kind === 'f' ? 'floating point' : 'integral'} type`;
    formats.push(formatOf(kind, bytes, trail === 'z'));
    rest = rest.slice(whole.length);
  }
  return formats;
}

async function run(tool: Tool<Key>): Promise<void> {
  const { options: given, process } = tool;
  const radix = given.value('radix') ?? 'o';
  if (!/^[doxn]$/.test(radix)) return await tool.complain(`invalid output address radix '${radix.charAt(0)}'; it must be one character from [doxn]`);
  const formats: Format[] = [];
  for (const { key, value } of given.given) {
    const type = key === 'type' ? value : short[key];
    if (type === undefined) continue;
    const read = readTypes(type);
    if (typeof read === 'string') return await tool.complain(read);
    formats.push(...read);
  }
  if (formats.length === 0) formats.push(formatOf('o', 2, false));
  const numbers: Partial<Record<'skip' | 'count', number>> = {};
  for (const key of ['skip', 'count'] as const) {
    const text = given.value(key);
    if (text === undefined) continue;
    const value = /^0[xX]/.test(text) ? Number(text) : parseSize(text);
    if (value === undefined || Number.isNaN(value)) return await tool.complain(`invalid -${key === 'skip' ? 'j' : 'N'} argument '${text}'`);
    numbers[key] = value;
  }
  const { skip = 0, count = Infinity } = numbers;
  const parts: Uint8Array[] = [];
  for (const path of tool.operands.length > 0 ? tool.operands : ['-']) {
    try {
      parts.push(await collectBytes(process, path, skip + count));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(`${path}: ${error.message}`);
    }
  }
  if (parts.length === 0) return;
  const all = concatenate(parts);
  if (skip > all.length) return await tool.complain('cannot skip past end of combined input');
  const bytes = all.subarray(skip, count === Infinity ? undefined : skip + count);
  const offset = (value: number) => (radix === 'n' ? '' : radix === 'x' ? hexadecimal(value, 6) : String(radix === 'd' ? value : value.toString(8)).padStart(7, '0'));
  if (given.has('strings') || given.has('stringsOf')) return await strings(tool, bytes, skip, Number(given.value('stringsOf') ?? given.value('strings') ?? 3), offset);
  const width = given.has('width') ? Number(given.value('width') ?? 32) : 16;
  const text = byteRows(bytes, skip, !given.has('verbose'), width, (row, at) => line(row, at, formats, width, offset));
  await tool.out.write(text + (radix === 'n' ? '' : `${offset(skip + bytes.length)}\n`));
}

/** A row in each of the formats; cells of all of them stand below each other. */
function line(row: Uint8Array, at: number, formats: readonly Format[], width: number, offset: (value: number) => string): string {
  const start = offset(at);
  // Columns that the widest format needs for the whole row.
  const total = Math.max(...formats.map((format) => (width / format.bytes) * (format.width + 1)));
  return formats
    .map((format, index) => {
      const cell = total / (width / format.bytes);
      let cells = '';
      for (let from = 0, done = 0; from < row.length; from += format.bytes, done++) {
        const upTo = Math.round((done + 1) * cell);
        cells += format.show(row.subarray(from, from + format.bytes)).padStart(upTo - cells.length);
      }
      const trail = format.trail ? `${' '.repeat(Math.max(0, total - cells.length))}  >${Array.from(row, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}<` : '';
      return `${index === 0 ? start : ' '.repeat(start.length)}${cells}${trail}\n`;
    })
    .join('');
}

/** `-S`: strings that end in a NUL, with where they begin. */
async function strings(tool: Tool<Key>, bytes: Uint8Array, skip: number, least: number, offset: (value: number) => string): Promise<void> {
  let start = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte >= 32 && byte < 127) continue;
    if (byte === 0 && at - start >= least) await tool.out.write(`${offset(skip + start)} ${String.fromCharCode(...bytes.subarray(start, at))}\n`);
    start = at + 1;
  }
}

/** `od`: octal words, or any of its many types. */
export const createOd = (flavour: Flavour) => createTool<Key>({ name: 'od', options, help, run }, flavour);
