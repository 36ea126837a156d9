import { decode } from '../../kernel/bytes';
import { forEachInput, readAll } from '../command-line/input';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { displayWidth } from '../command-line/width';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = { bytes: 'c,bytes', chars: 'm,chars', lines: 'l,lines', longest: 'L,max-line-length', words: 'w,words', filesFrom: 'files0-from=' } as const;
type Key = keyof typeof options;
type Column = Exclude<Key, 'filesFrom'>;

const help = `Usage: wc [OPTION]... [FILE]...
Print newline, word, and byte counts for each FILE, and a total line if
more than one FILE is specified.

  -c, --bytes            print the byte counts
  -m, --chars            print the character counts
  -l, --lines            print the newline counts
      --files0-from=F    read input from the files specified by
                           NUL-terminated names in file F
  -L, --max-line-length  print the maximum display width
  -w, --words            print the word counts
      --help             display this help and exit
`;

/** In the order of printing. */
const columns: readonly Column[] = ['lines', 'words', 'chars', 'bytes', 'longest'];
type Counts = Record<Column, number>;

/** `wc`. */
export const createWc = (flavour: Flavour) => createTool({ name: 'wc', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const chosen = columns.filter((column) => tool.options.has(column));
  const shown = chosen.length > 0 ? chosen : (['lines', 'words', 'bytes'] as Column[]);
  const rows: { counts: Counts; name: string }[] = [];
  let regularSize = 0;
  let irregular = false;
  const list = tool.options.value('filesFrom');
  let operands = tool.operands;
  if (list !== undefined) {
    if (operands.length > 0) throw new UsageError(`extra operand ${quoteLocale(operands[0] ?? '')}\nfile operands cannot be combined with --files0-from`);
    try {
      operands = decode(await readAll(tool.process, list === '-' ? 0 : await tool.process.open(list, { read: true }))).split('\0').filter((name) => name !== '');
    } catch (error) {
      return await tool.complainOf(`cannot open ${quoteAlways(list)} for reading`, error);
    }
  }
  await forEachInput(tool, operands, async (descriptor, name) => {
    const attributes = tool.process.fileAttributes(descriptor);
    if (attributes.kind === 'file') regularSize += attributes.size;
    else irregular = true;
    rows.push({ counts: await count(tool, descriptor), name: operands.length > 0 ? name : '' });
  });
  if (operands.length > 1) {
    const total = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
    for (const { counts } of rows) for (const column of columns) total[column] = column === 'longest' ? Math.max(total.longest, counts.longest) : total[column] + counts[column];
    rows.push({ counts: total, name: 'total' });
  }
  // GNU makes the columns as wide as the sizes of the files together; one number alone stands without padding.
  const single = shown.length === 1 && rows.length <= 1;
  const width = single ? 1 : Math.max(irregular ? 7 : 1, String(regularSize).length);
  for (const { counts, name } of rows) {
    const cells = shown.map((column) => String(counts[column]).padStart(tool.flavour === 'busybox' && !single ? 9 : width));
    await tool.out.write(`${cells.join(' ')}${name === '' ? '' : ` ${name}`}\n`);
  }
}

async function count(tool: Tool<Key>, descriptor: number): Promise<Counts> {
  const counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
  const decoder = new TextDecoder();
  let inWord = false;
  let line = '';
  for (;;) {
    const bytes = await tool.process.read(descriptor);
    counts.bytes += bytes.length;
    if (bytes.length === 0) break;
    for (const byte of bytes) {
      if (byte === 10) counts.lines++;
      const blank = byte === 32 || (byte >= 9 && byte <= 13);
      if (!blank && !inWord) counts.words++;
      inWord = !blank;
    }
    if (!tool.options.has('chars') && !tool.options.has('longest')) continue;
    const text = decoder.decode(bytes, { stream: true });
    for (const _ of text) counts.chars++;
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const one of lines) counts.longest = Math.max(counts.longest, lineWidth(one));
  }
  counts.longest = Math.max(counts.longest, lineWidth(line));
  return counts;
}

function lineWidth(line: string): number {
  let width = 0;
  for (const part of line.split(/(\t)/)) width = part === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + displayWidth(part);
  return width;
}
