import { readByteLines, toBinaryText, toBytes } from '../command-line/input';
import { chooseWord } from '../command-line/choose';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = {
  count: 'c,count',
  repeated: 'd,repeated',
  allRepeated: 'D',
  allRepeatedHow: 'all-repeated[=]',
  group: 'group[=]',
  skipFields: 'f,skip-fields=',
  ignoreCase: 'i,ignore-case',
  skipChars: 's,skip-chars=',
  unique: 'u,unique',
  checkChars: 'w,check-chars=',
  zero: 'z,zero-terminated',
} as const;
type Key = keyof typeof options;

const help = `Usage: uniq [OPTION]... [INPUT [OUTPUT]]
Filter adjacent matching lines from INPUT (or standard input),
writing to OUTPUT (or standard output).

  -c, --count           prefix lines by the number of occurrences
  -d, --repeated        only print duplicate lines, one for each group
  -D                    print all duplicate lines
      --all-repeated[=METHOD]  like -D, but separate groups with an empty line;
                          METHOD={none(default),prepend,separate}
      --group[=METHOD]  show all items, separating groups with an empty line;
                          METHOD={separate(default),prepend,append,both}
  -f, --skip-fields=N   avoid comparing the first N fields
  -i, --ignore-case     ignore differences in case when comparing
  -s, --skip-chars=N    avoid comparing the first N characters
  -u, --unique          only print unique lines
  -w, --check-chars=N   compare no more than N characters in lines
  -z, --zero-terminated line delimiter is NUL, not newline
      --help            display this help and exit
`;

/** `uniq`. */
export const createUniq = (flavour: Flavour) => createTool({ name: 'uniq', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { process, options: given } = tool;
  const [input = '-', output, extra] = tool.operands;
  if (extra !== undefined) throw new UsageError(`extra operand ${quoteLocale(extra)}`);
  for (const [key, what] of [['skipFields', 'fields to skip'], ['skipChars', 'bytes to skip'], ['checkChars', 'bytes to compare']] as const) {
    const number = given.value(key);
    if (number !== undefined && !/^\d+$/.test(number)) return await tool.complain(`${number}: invalid number of ${what}`);
  }
  const grouping = given.has('group') ? chooseWord('group', given.value('group') ?? 'separate', [['prepend'], ['append'], ['separate'], ['both']]) : undefined;
  const repeating = given.has('allRepeatedHow') ? chooseWord('all-repeated', given.value('allRepeatedHow') ?? 'none', [['none'], ['prepend'], ['separate']]) : 'none';
  const everyRepeated = given.has('allRepeated') || given.has('allRepeatedHow');
  if (grouping !== undefined && (given.has('count') || given.has('repeated') || everyRepeated || given.has('unique'))) throw new UsageError('--group is mutually exclusive with -c/-d/-D/-u');
  if (everyRepeated && given.has('count')) throw new UsageError('printing all duplicated lines and repeat counts is meaningless');
  let from = 0;
  let to = 1;
  try {
    if (input !== '-') from = await process.open(input, { read: true });
    if (output !== undefined) to = await process.open(output, { write: true, create: true, truncate: true });
  } catch (error) {
    const path = from === 0 && input !== '-' ? input : (output ?? '');
    await tool.complainOf(tool.flavour === 'gnu' ? path : `can't open '${path}'`, error);
    return;
  }
  const end = given.has('zero') ? 0 : 10;
  const terminator = String.fromCharCode(end);
  let parts: string[] = [];
  let shown = 0;
  const emit = async (lines: readonly string[]) => {
    const count = lines.length;
    if (count === 0) return;
    if (grouping !== undefined) {
      if (grouping === 'prepend' || grouping === 'both' ? shown === 0 || grouping === 'prepend' : grouping === 'separate' && shown > 0) parts.push(terminator);
      parts.push(...lines.map((line) => line + terminator));
      if (grouping === 'append' || grouping === 'both') parts.push(terminator);
      shown++;
      return;
    }
    if ((given.has('unique') && count > 1) || ((given.has('repeated') || everyRepeated) && count === 1)) return;
    if (everyRepeated && (repeating === 'prepend' || (repeating === 'separate' && shown > 0))) parts.push(terminator);
    shown++;
    for (const line of everyRepeated ? lines : lines.slice(0, 1)) parts.push(`${given.has('count') ? `${String(count).padStart(7)} ` : ''}${line}${terminator}`);
    if (parts.length < 512) return;
    await process.write(to, toBytes(parts.join('')));
    parts = [];
  };
  let group: string[] = [];
  let last: string | undefined;
  for await (const bytes of readByteLines(process, from, end)) {
    const line = toBinaryText(bytes.at(-1) === end ? bytes.subarray(0, -1) : bytes);
    const key = keyOf(line, tool);
    if (key === last) group.push(line);
    else {
      await emit(group);
      group = [line];
      last = key;
    }
  }
  await emit(group);
  await process.write(to, toBytes(parts.join('')));
}

function keyOf(line: string, tool: Tool<Key>): string {
  const number = (key: Key) => Number(tool.options.value(key) ?? 0);
  let key = line;
  for (let field = 0; field < number('skipFields'); field++) key = key.replace(/^[ \t]*[^ \t]*/, '');
  key = key.slice(number('skipChars'));
  if (tool.options.has('checkChars')) key = key.slice(0, number('checkChars'));
  return tool.options.has('ignoreCase') ? key.toLowerCase() : key;
}
