import { isSystemError } from '../../kernel/errno';
import { parseSize } from '../command-line/size';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import { collectBytes, hexadecimal, visibleByte } from './byte-rows';

const help = `Usage:
       xxd [options] [infile [outfile]]
    or
       xxd -r [-s [-]offset] [-c cols] [-ps] [infile [outfile]]
Options:
    -a          toggle autoskip: A single '*' replaces nul-lines. Default off.
    -b          binary digit dump (incompatible with -ps,-i,-r). Default hex.
    -C          capitalize variable names in C include file style (-i).
    -c cols     format <cols> octets per line. Default 16 (-i: 12, -ps: 30).
    -d          show offset in decimal instead of hex.
    -e          little-endian dump (incompatible with -ps,-i,-r).
    -g bytes    number of octets per group in normal output. Default 2 (-e: 4).
    -i          output in C include file style.
    -l len      stop after <len> octets.
    -n name     set the variable name used in C include output (-i).
    -o off      add <off> to the displayed file position.
    -ps         output in postscript plain hexdump style.
    -r          reverse operation: convert (or patch) hexdump into binary.
    -s [+][-]seek  start at <seek> bytes abs. (or +: rel.) infile offset.
    -u          use upper case hex letters.
`;

const options = { autoskip: 'a', bits: 'b', capitalize: 'C', columns: 'c=', decimal: 'd', little: 'e', group: 'g=', include: 'i', length: 'l=', name: 'n=', offset: 'o=', plain: 'p,ps,postscript,plain', reverse: 'r,revert', skip: 's=', upper: 'u' } as const;
type Key = keyof typeof options;

/** The bytes that a dump stands for. */
function readDump(text: string, plain: boolean): Uint8Array {
  const digits = plain ? text.replaceAll(/\s/g, '') : text.split('\n').map((line) => (/^[0-9a-fA-F]+: ?((?:[0-9a-fA-F]+ ?)*)/.exec(line)?.[1] ?? '').replaceAll(' ', '')).join('');
  return Uint8Array.from(digits.match(/[0-9a-fA-F]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** `-i`: an array in C, with its declaration when the file has a name. */
function includeText(bytes: Uint8Array, name: string | undefined, columns: number, show: (byte: number) => string): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += columns) rows.push(`  ${Array.from(bytes.subarray(at, at + columns), (byte) => `0x${show(byte)}`).join(', ')}`);
  const body = rows.length > 0 ? `${rows.join(',\n')}\n` : '';
  return name === undefined ? body : `unsigned char ${name}[] = {\n${body}};\nunsigned int ${name}_len = ${bytes.length};\n`;
}

async function run(tool: Tool<Key>): Promise<number> {
  const { options: given, process } = tool;
  const [input = '-', output, extra] = tool.operands;
  if (extra !== undefined) throw new UsageError('extra operand');
  const numberOf = (key: Key, otherwise: number) => Number(given.value(key) ?? otherwise) || otherwise;
  let bytes: Uint8Array;
  try {
    bytes = await collectBytes(process, input);
    if (output !== undefined) process.files.writeFile(output, '');
  } catch (error) {
    await tool.complainOf(error === undefined ? input : isSystemError(error) ? (error.path ?? input) : input, error, 2);
    return 2;
  }
  const write = async (data: string | Uint8Array) => {
    if (output === undefined) await tool.out.write(data);
    else process.files.writeFile(output, typeof data === 'string' ? data : data.slice(), { append: true });
  };
  if (given.has('reverse')) {
    await write(readDump(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), given.has('plain')));
    return 0;
  }
  const seek = given.value('skip') ?? '0';
  const skip = seek.startsWith('-') ? Math.max(0, bytes.length + Number(seek)) : (parseSize(seek.replace(/^\+/, '')) ?? Number(seek));
  bytes = bytes.subarray(skip, given.has('length') ? skip + Number(given.value('length')) : undefined);
  const show = (byte: number) => (given.has('upper') ? hexadecimal(byte).toUpperCase() : hexadecimal(byte));
  if (given.has('include')) {
    const name = (given.value('name') ?? (input === '-' ? undefined : input))?.replaceAll(/[^A-Za-z0-9]/g, '_').replace(/^(?=\d)/, '__');
    await write(includeText(bytes, given.has('capitalize') ? name?.toUpperCase() : name, numberOf('columns', 12), show));
    return 0;
  }
  if (given.has('plain')) {
    const columns = numberOf('columns', 30);
    for (let at = 0; at < bytes.length; at += columns) await write(`${Array.from(bytes.subarray(at, at + columns), show).join('')}\n`);
    return 0;
  }
  await dump(tool, bytes, skip, show, write);
  return 0;
}

async function dump({ options: given, process }: Tool<Key>, bytes: Uint8Array, skip: number, show: (byte: number) => string, write: (data: string) => Promise<void>): Promise<void> {
  const bits = given.has('bits');
  const little = given.has('little');
  const columns = Number(given.value('columns') ?? 0) || (bits ? 6 : 16);
  const group = Number(given.value('group') ?? (bits ? 1 : little ? 4 : 2)) || columns;
  const cell = bits ? (byte: number) => byte.toString(2).padStart(8, '0') : show;
  const blank = bits ? '        ' : '  ';
  const shift = skip + Number(given.value('offset') ?? 0);
  const offset = (at: number) => (given.has('decimal') ? String(at).padStart(8, '0') : hexadecimal(at, 8));
  let nulls = 0;
  for (let at = 0; at < bytes.length; at += columns) {
    const row = bytes.subarray(at, at + columns);
    const isLast = at + columns >= bytes.length;
    nulls = given.has('autoskip') && row.every((byte) => byte === 0) ? nulls + 1 : 0;
    if (nulls > 1 && !isLast) {
      if (nulls === 2) await write('*\n');
      continue;
    }
    let cells = '';
    for (let from = 0; from < columns; from += group) {
      const size = Math.min(group, columns - from);
      const shown = Array.from({ length: size }, (_, index) => (from + index < row.length ? cell(row[from + index] ?? 0) : blank));
      cells += (little ? shown.reverse() : shown).join('') + (from + group < columns ? ' ' : '');
    }
    await write(`${offset(shift + at)}: ${cells}  ${Array.from(row, visibleByte).join('')}\n`);
    await process.tick();
  }
}

/** `xxd`: bytes as hexadecimal or binary digits, as C, plain (-p), and back (-r). */
export const createXxd = (flavour: Flavour) =>
  createTool<Key>(
    {
      name: 'xxd',
      options,
      help,
      // Its words are whole words, with one dash.
      rewrite: (words) => words.map((word) => (/^-(ps|plain|postscript|revert)$/.test(word) ? `-${word}` : word)),
      run,
    },
    flavour,
  );
