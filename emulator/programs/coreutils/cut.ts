import { forEachInput, readByteLines, toBinaryText, toBytes } from '../command-line/input';
import { decode, encode } from '../../kernel/bytes';
import { parseRanges, type Range } from '../command-line/ranges';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = {
  bytes: 'b,bytes=',
  characters: 'c,characters=',
  delimiter: 'd,delimiter=',
  fields: 'f,fields=',
  whole: 'n',
  complement: 'complement',
  onlyDelimited: 's,only-delimited',
  outputDelimiter: 'output-delimiter=',
  zero: 'z,zero-terminated',
} as const;
type Key = keyof typeof options;

const help = `Usage: cut OPTION... [FILE]...
Print selected parts of lines from each FILE to standard output.

  -b, --bytes=LIST        select only these bytes
  -c, --characters=LIST   select only these characters
  -d, --delimiter=DELIM   use DELIM instead of TAB for field delimiter
  -f, --fields=LIST       select only these fields; also print any line that
                            contains no delimiter character, unless -s is given
      --complement        complement the set of selected bytes, characters or fields
  -s, --only-delimited    do not print lines not containing delimiters
      --output-delimiter=STRING  use STRING as the output delimiter
  -z, --zero-terminated   line delimiter is NUL, not newline
      --help              display this help and exit

Each LIST is made up of one range, or many ranges separated by commas:
N, N-, N-M, -M (counted from 1).
`;

/** `cut`. */
export const createCut = (flavour: Flavour) => createTool({ name: 'cut', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { options: given } = tool;
  const kinds = (['bytes', 'characters', 'fields'] as const).filter((kind) => given.has(kind));
  const [kind] = kinds;
  if (kind === undefined && tool.flavour === 'busybox') return await tool.complain('expected a list of bytes, characters, or fields');
  if (kind === undefined) throw new UsageError('you must specify a list of bytes, characters, or fields');
  if (kinds.length > 1) throw new UsageError('only one list may be specified');
  const delimiter = given.value('delimiter') ?? '\t';
  if ([...delimiter].length > 1) throw new UsageError('the delimiter must be a single character');
  if (kind !== 'fields' && given.has('delimiter')) throw new UsageError('an input delimiter may be specified only when operating on fields');
  if (tool.options.has('onlyDelimited') && !tool.options.has('fields')) throw new UsageError('suppressing non-delimited lines makes sense\n\tonly when operating on fields');
  const ranges = parseRanges(given.value(kind) ?? '', kind === 'fields' ? 'field' : 'byte/character');
  if (typeof ranges === 'string') throw new UsageError(ranges);
  const selected = (position: number) => ranges.some((range) => position >= range.from && position <= range.to) !== given.has('complement');
  const end = given.has('zero') ? 0 : 10;
  await forEachInput(tool, tool.operands, async (descriptor) => {
    for await (const raw of readByteLines(tool.process, descriptor, end)) {
      const line = raw.at(-1) === end ? raw.subarray(0, -1) : raw;
      const cut = kind === 'fields' ? cutFields(line, delimiter, selected, tool) : cutPositions(line, tool.flavour === 'gnu' ? 'bytes' : kind, selected, ranges, given.value('outputDelimiter'));
      if (cut !== undefined) {
        await tool.out.write(cut);
        await tool.out.write(Uint8Array.of(end));
      }
    }
  });
}

function cutFields(line: Uint8Array, delimiter: string, selected: (position: number) => boolean, tool: Tool<Key>): Uint8Array | undefined {
  const text = toBinaryText(line);
  const separator = toBinaryText(encode(delimiter));
  if (!text.includes(separator)) return tool.options.has('onlyDelimited') ? undefined : line;
  const joined = text
    .split(separator)
    .filter((_, index) => selected(index + 1))
    .join(toBinaryText(encode(tool.options.value('outputDelimiter') ?? delimiter)));
  return toBytes(joined);
}

function cutPositions(line: Uint8Array, kind: 'bytes' | 'characters', selected: (position: number) => boolean, ranges: readonly Range[], joiner: string | undefined): Uint8Array {
  const units: readonly (string | number)[] = kind === 'bytes' ? [...line] : [...decode(line)];
  const rangeOf = (position: number) => ranges.findIndex((range) => position >= range.from && position <= range.to);
  const out: (string | number)[] = [];
  let last = -1;
  for (const [index, unit] of units.entries()) {
    if (!selected(index + 1)) continue;
    const range = rangeOf(index + 1);
    if (joiner !== undefined && out.length > 0 && range !== last) out.push(...(kind === 'bytes' ? encode(joiner) : joiner));
    last = range;
    out.push(unit);
  }
  return kind === 'bytes' ? Uint8Array.from(out as number[]) : encode(out.join(''));
}
