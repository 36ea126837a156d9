/** `hexdump`, `xxd` and `od`: bytes made visible. */
import { forEachInput } from '../command-line/input';
import { quoteLocale } from '../command-line/quote';
import { parseSize } from '../command-line/size';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { concatenate, noBytes } from '../../kernel/bytes';

const hex = (value: number, width = 2) => value.toString(16).padStart(width, '0');
const visible = (byte: number) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.');

/** All inputs after one another, less `skip`, at most `limit` bytes. */
async function collect<Key extends string>(tool: Tool<Key>, operands: readonly string[], skip: number, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  await forEachInput(tool, operands, async (descriptor) => {
    while (size < skip + limit) {
      const bytes = await tool.process.read(descriptor);
      if (bytes.length === 0) return;
      parts.push(bytes);
      size += bytes.length;
    }
  });
  return (parts.length === 0 ? noBytes : concatenate(parts)).subarray(skip, limit === Infinity ? undefined : skip + limit);
}

/** Rows of 16 bytes, repeated ones as `*`, with `line` making each; the last offset at the end. */
function rows(bytes: Uint8Array, start: number, squeeze: boolean, line: (row: Uint8Array, offset: number) => string): string {
  let text = '';
  let before = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const key = row.join();
    if (squeeze && key === before && row.length === 16) {
      if (!starred) text += '*\n';
      starred = true;
      continue;
    }
    starred = false;
    before = key;
    text += line(row, start + at);
  }
  return text;
}

/** `hexdump`: -C, or words of two bytes. */
export const createHexdump = (flavour: Flavour) =>
  createTool(
    {
      name: 'hexdump',
      options: { canonical: 'C,canonical', length: 'n,length=', skip: 's,skip=', verbose: 'v,no-squeezing', words: 'x' },
      help: '\nUsage:\n hexdump [options] <file>...\n\nDisplay file contents in hexadecimal, decimal, octal, or ascii.\n\nOptions:\n -C, --canonical           canonical hex+ASCII display\n -n, --length <length>     interpret only length bytes of input\n -s, --skip <offset>       skip offset bytes from the beginning\n -v, --no-squeezing        output identical lines\n',
      async run(tool) {
        const skip = Number(tool.options.value('skip') ?? 0);
        const bytes = await collect(tool, tool.operands, skip, Number(tool.options.value('length') ?? Infinity));
        if (bytes.length === 0) return;
        const canonical = tool.options.has('canonical');
        const text = rows(bytes, skip, !tool.options.has('verbose'), (row, offset) => {
          if (canonical) {
            const cells = Array.from({ length: 16 }, (_, index) => (index < row.length ? ` ${hex(row[index] ?? 0)}` : '   ') + (index === 7 ? ' ' : ''));
            return `${hex(offset, 8)} ${cells.join('')}  |${Array.from(row, visible).join('')}|\n`;
          }
          const wide = tool.options.has('words');
          const words = Array.from({ length: Math.ceil(row.length / 2) }, (_, index) => hex((row[index * 2] ?? 0) | ((row[index * 2 + 1] ?? 0) << 8), 4));
          return `${`${hex(offset, 7)} ${wide ? '   ' : ''}${words.join(wide ? '    ' : ' ')}`.padEnd(wide ? 71 : 47)}\n`;
        });
        await tool.out.write(`${text}${hex(skip + bytes.length, canonical ? 8 : 7)}\n`);
      },
    },
    flavour,
  );

/** `xxd`: also plain (-p) and back (-r). */
export const createXxd = (flavour: Flavour) =>
  createTool(
    {
      name: 'xxd',
      options: { plain: 'p,ps,postscript,plain', reverse: 'r,revert', length: 'l=', skip: 's=', columns: 'c=', group: 'g=', upper: 'u' },
      help: 'Usage:\n       xxd [options] [infile [outfile]]\n    or\n       xxd -r [-p] [infile [outfile]]\nOptions:\n    -c cols     format <cols> octets per line. Default 16.\n    -g bytes    number of octets per group in normal output. Default 2.\n    -l len      stop after <len> octets.\n    -p          output in postscript plain hexdump style.\n    -r          reverse operation: convert hexdump into binary.\n    -s seek     start at <seek> bytes.\n    -u          use upper case hex letters.\n',
      async run(tool) {
        const { options } = tool;
        const skip = Number(options.value('skip') ?? 0);
        const bytes = await collect(tool, tool.operands.slice(0, 1), options.has('reverse') ? 0 : skip, Number(options.value('length') ?? Infinity));
        if (options.has('reverse')) {
          const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
          const digits = options.has('plain') ? text.replaceAll(/\s/g, '') : text.split('\n').map((line) => (/^[0-9a-fA-F]+: ?((?:[0-9a-fA-F]+ ?)*)/.exec(line)?.[1] ?? '').replaceAll(' ', '')).join('');
          await tool.out.write(Uint8Array.from(digits.match(/[0-9a-fA-F]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16)));
          return;
        }
        const show = (byte: number) => (options.has('upper') ? hex(byte).toUpperCase() : hex(byte));
        const columns = Number(options.value('columns') ?? (options.has('plain') ? 30 : 16));
        const group = Number(options.value('group') ?? 2) || columns;
        for (let at = 0; at < bytes.length; at += columns) {
          const row = bytes.subarray(at, at + columns);
          if (options.has('plain')) {
            await tool.out.write(`${Array.from(row, show).join('')}\n`);
            continue;
          }
          let cells = '';
          for (let index = 0; index < columns; index++) cells += (index < row.length ? show(row[index] ?? 0) : '  ') + ((index + 1) % group === 0 && index + 1 < columns ? ' ' : '');
          await tool.out.write(`${hex(skip + at, 8)}: ${cells}  ${Array.from(row, visible).join('')}\n`);
        }
      },
    },
    flavour,
  );

const named: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };

/** `od`: octal words, or with -c, -x, -t x1/c/o1/d1/u1, -A. */
export const createOd = (flavour: Flavour) =>
  createTool(
    {
      name: 'od',
      options: { radix: 'A,address-radix=', skip: 'j,skip-bytes=', count: 'N,read-bytes=', type: 't,format=', characters: 'c', words: 'x', bytes: 'b', verbose: 'v,output-duplicates', width: 'w,width[=]' },
      help: 'Usage: od [OPTION]... [FILE]...\nWrite an unambiguous representation, octal bytes by default,\nof FILE to standard output.\n\n  -A, --address-radix=RADIX   output format for file offsets: d, o, x or n\n  -j, --skip-bytes=BYTES      skip BYTES input bytes first\n  -N, --read-bytes=BYTES      limit dump to BYTES input bytes\n  -t, --format=TYPE           select output format or formats\n  -v, --output-duplicates     do not use * to mark line suppression\n  -b   same as -t o1\n  -c   same as -t c\n  -x   same as -t x2\n      --help                  display this help and exit\n',
      async run(tool) {
        const { options } = tool;
        const type = options.has('characters') ? 'c' : options.has('bytes') ? 'o1' : options.has('words') ? 'x2' : (options.value('type') ?? 'o2');
        const [, kind = '', size = kind === 'c' || kind === 'a' ? '1' : '4'] = /^([acdoux])([124])?z?$/.exec(type) ?? [];
        if (kind === '') return await tool.complain(`invalid type string ${quoteLocale(type)}`);
        const radix = options.value('radix') ?? 'o';
        const offsetOf = (value: number) => (radix === 'n' ? '' : radix === 'x' ? hex(value, 6) : radix === 'd' ? String(value).padStart(7, '0') : value.toString(8).padStart(7, '0'));
        const skip = parseSize(options.value('skip') ?? '0') ?? 0;
        const bytes = await collect(tool, tool.operands, skip, parseSize(options.value('count') ?? '') ?? Infinity);
        const width = Number(size);
        const cell = (row: Uint8Array, at: number) => {
          let value = 0;
          for (let index = width - 1; index >= 0; index--) value = value * 256 + (row[at + index] ?? 0);
          if (kind === 'c' || kind === 'a') return (named[value] ?? (value >= 32 && value < 127 ? String.fromCharCode(value) : value.toString(8).padStart(3, '0'))).padStart(4);
          if (kind === 'x') return ` ${hex(value, width * 2)}`;
          if (kind === 'o') return ` ${value.toString(8).padStart({ 1: 3, 2: 6, 4: 11 }[width as 1], '0')}`;
          const signed = kind === 'd' && value >= 2 ** (8 * width - 1) ? value - 2 ** (8 * width) : value;
          return ` ${String(signed).padStart({ 1: kind === 'd' ? 4 : 3, 2: kind === 'd' ? 6 : 5, 4: kind === 'd' ? 11 : 10 }[width as 1])}`;
        };
        const text = rows(bytes, skip, !options.has('verbose'), (row, offset) => {
          let cells = '';
          for (let at = 0; at < row.length; at += width) cells += cell(row, at);
          return `${offsetOf(offset)}${cells}\n`;
        });
        await tool.out.write(text + (radix === 'n' ? '' : `${offsetOf(skip + bytes.length)}\n`));
      },
    },
    flavour,
  );
