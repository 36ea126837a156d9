/** `comm` and `join`: two sorted files, line by line. */
import { decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { readAll } from '../command-line/input';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

async function readLines<Key extends string>(tool: Tool<Key>, path: string): Promise<string[] | undefined> {
  try {
    const descriptor = path === '-' ? 0 : await tool.process.open(path, { read: true });
    const text = decode(await readAll(tool.process, descriptor));
    if (descriptor !== 0) tool.process.close(descriptor);
    return text === '' ? [] : text.replace(/\n$/, '').split('\n');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(`${path}: ${error.message}`);
    return undefined;
  }
}

function twoOperands(operands: readonly string[]): [string, string] {
  const [first, second, third] = operands;
  if (first === undefined) throw new UsageError('missing operand');
  if (second === undefined) throw new UsageError(`missing operand after ${quoteLocale(first)}`);
  if (third !== undefined) throw new UsageError(`extra operand ${quoteLocale(third)}`);
  return [first, second];
}

/** `comm`. */
export const createComm = (flavour: Flavour) =>
  createTool(
    {
      name: 'comm',
      options: { first: '1', second: '2', both: '3', check: 'check-order', noCheck: 'nocheck-order', delimiter: 'output-delimiter=', total: 'total' },
      help: 'Usage: comm [OPTION]... FILE1 FILE2\nCompare sorted files FILE1 and FILE2 line by line.\n\n  -1   suppress column 1 (lines unique to FILE1)\n  -2   suppress column 2 (lines unique to FILE2)\n  -3   suppress column 3 (lines that appear in both files)\n      --help   display this help and exit\n',
      async run(tool) {
        const [left, right] = twoOperands(tool.operands);
        const a = await readLines(tool, left);
        const b = a && (await readLines(tool, right));
        if (!a || !b) return;
        const { options } = tool;
        const tab = options.value('delimiter') ?? '\t';
        const hidden = [options.has('first'), options.has('second'), options.has('both')];
        const unsorted = [a, b].map((lines) => lines.findIndex((line, index) => index > 0 && line < (lines[index - 1] ?? '')));
        for (let i = 0, j = 0; i < a.length || j < b.length; ) {
          const order = i >= a.length ? 1 : j >= b.length ? -1 : (a[i] ?? '') < (b[j] ?? '') ? -1 : a[i] === b[j] ? 0 : 1;
          const column = order < 0 ? 0 : order > 0 ? 1 : 2;
          const line = order > 0 ? b[j] : a[i];
          if (!hidden[column]) await tool.out.write(`${tab.repeat(hidden.slice(0, column).filter((hide) => !hide).length)}${line}\n`);
          if (order <= 0) i++;
          if (order >= 0) j++;
        }
        if (options.has('noCheck') || flavour === 'busybox') return;
        for (const [index, at] of unsorted.entries()) if (at >= 0) await tool.complain(`file ${index + 1} is not in sorted order`);
        if (tool.code !== 0) await tool.complain('input is not in sorted order');
      },
    },
    flavour,
  );

/** `join`, with -1 -2 -t -a -v -o. */
export const createJoin = (flavour: Flavour) =>
  createTool(
    {
      name: 'join',
      options: { first: '1=', second: '2=', field: 'j=', separator: 't=', unpaired: 'a=', only: 'v=', format: 'o=', empty: 'e=', ignoreCase: 'i,ignore-case' },
      help: 'Usage: join [OPTION]... FILE1 FILE2\nFor each pair of input lines with identical join fields, write a line to\nstandard output.  The default join field is the first, delimited by blanks.\n\n  -a FILENUM  also print unpairable lines from file FILENUM\n  -e STRING   replace missing (empty) input fields with STRING\n  -o FORMAT   obey FORMAT while constructing output line\n  -t CHAR     use CHAR as input and output field separator\n  -v FILENUM  like -a FILENUM, but suppress joined output lines\n  -1 FIELD    join on this FIELD of file 1\n  -2 FIELD    join on this FIELD of file 2\n      --help  display this help and exit\n',
      async run(tool) {
        const { options } = tool;
        const [left, right] = twoOperands(tool.operands);
        const a = await readLines(tool, left);
        const b = a && (await readLines(tool, right));
        if (!a || !b) return;
        const separator = options.value('separator');
        const split = (line: string) => (separator === undefined ? line.trim().split(/[ \t]+/) : line.split(separator));
        const key = [Number(options.value('first') ?? options.value('field') ?? 1) - 1, Number(options.value('second') ?? options.value('field') ?? 1) - 1] as const;
        const rows = [a.map(split), b.map(split)] as const;
        const keyOf = (row: readonly string[], file: 0 | 1) => (options.has('ignoreCase') ? (row[key[file]] ?? '').toLowerCase() : (row[key[file]] ?? ''));
        const format = options.values('format').flatMap((text) => text.split(/[, ]/));
        const empty = options.value('empty') ?? '';
        const print = async (one: readonly string[] | undefined, two: readonly string[] | undefined) => {
          const joined = one ? one[key[0]] : two?.[key[1]];
          const cells =
            format.length > 0
              ? format.map((entry) => (entry === '0' ? joined : entry.startsWith('1.') ? one?.[Number(entry.slice(2)) - 1] : two?.[Number(entry.slice(2)) - 1]))
              : [joined, ...(one ?? []).filter((_, index) => index !== key[0]), ...(two ?? []).filter((_, index) => index !== key[1])];
          await tool.out.write(`${cells.map((cell) => (cell === undefined || cell === '' ? empty : cell)).join(separator ?? ' ')}\n`);
        };
        const alone = new Set([...options.values('unpaired'), ...options.values('only')]);
        const pairs = !options.has('only');
        for (let i = 0, j = 0; i < rows[0].length || j < rows[1].length; ) {
          const one = rows[0][i];
          const two = rows[1][j];
          const order = !one ? 1 : !two ? -1 : keyOf(one, 0) < keyOf(two, 1) ? -1 : keyOf(one, 0) === keyOf(two, 1) ? 0 : 1;
          if (order !== 0 || !one || !two) {
            if (alone.has(order < 0 ? '1' : '2')) await print(order < 0 ? one : undefined, order < 0 ? undefined : two);
            if (order < 0) i++;
            else j++;
            continue;
          }
          const same = keyOf(one, 0);
          const from = j;
          for (; i < rows[0].length && keyOf(rows[0][i] ?? [], 0) === same; i++) for (j = from; j < rows[1].length && keyOf(rows[1][j] ?? [], 1) === same; j++) if (pairs) await print(rows[0][i], rows[1][j]);
        }
      },
    },
    flavour,
  );
