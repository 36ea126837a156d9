import { readByteLines, toBinaryText, toBytes } from '../command-line/input';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = {
  count: 'c,count',
  repeated: 'd,repeated',
  allRepeated: 'D',
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
  let from = 0;
  let to = 1;
  try {
    if (input !== '-') from = await process.open(input, { read: true });
    if (output !== undefined) to = await process.open(output, { write: true, create: true, truncate: true });
  } catch (error) {
    await tool.complainOf(from === 0 && input !== '-' ? input : (output ?? ''), error);
    return;
  }
  const end = given.has('zero') ? 0 : 10;
  const terminator = String.fromCharCode(end);
  let parts: string[] = [];
  const emit = async (lines: readonly string[]) => {
    const count = lines.length;
    if (count === 0 || (given.has('unique') && count > 1) || ((given.has('repeated') || given.has('allRepeated')) && count === 1)) return;
    for (const line of given.has('allRepeated') ? lines : lines.slice(0, 1)) parts.push(`${given.has('count') ? `${String(count).padStart(7)} ` : ''}${line}${terminator}`);
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
