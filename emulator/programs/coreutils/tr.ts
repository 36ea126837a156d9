import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import { expandSet } from './tr-set';

const options = { complement: 'c,C,complement', delete: 'd,delete', squeeze: 's,squeeze-repeats', truncate: 't,truncate-set1' } as const;
type Key = keyof typeof options;

const help = `Usage: tr [OPTION]... STRING1 [STRING2]
Translate, squeeze, and/or delete characters from standard input,
writing to standard output.

  -c, -C, --complement    use the complement of STRING1
  -d, --delete            delete characters in STRING1, do not translate
  -s, --squeeze-repeats   replace each sequence of a repeated character that is
                            listed in the last specified STRING with one of it
  -t, --truncate-set1     first truncate STRING1 to length of STRING2
      --help              display this help and exit
`;

/** `tr`, by bytes as GNU's. */
export const createTr = (flavour: Flavour) => createTool({ name: 'tr', options, help, stopAtOperand: true, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { process, options: given } = tool;
  const [first, second, third] = tool.operands;
  if (first === undefined) throw new UsageError('missing operand');
  const needsTwo = !given.has('delete') ? !given.has('squeeze') : given.has('squeeze');
  if (second === undefined && needsTwo) {
    const why = given.has('delete') ? 'Two strings must be given when both deleting and squeezing repeats.' : 'Two strings must be given when translating.';
    throw new UsageError(`missing operand after ${quoteLocale(first)}\n${why}`);
  }
  if (second !== undefined && given.has('delete') && !given.has('squeeze')) throw new UsageError(`extra operand ${quoteLocale(second)}\nOnly one string may be given when deleting without squeezing repeats.`);
  if (third !== undefined) throw new UsageError(`extra operand ${quoteLocale(third)}`);
  const from = expandSet(first);
  const to = second === undefined ? [] : expandSet(second, from.length);
  if (typeof from === 'string' || typeof to === 'string') {
    await tool.complain(typeof from === 'string' ? from : String(to));
    return;
  }
  const set = given.has('complement') ? Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !from.includes(byte)) : from;
  if (!given.has('delete') && second === '') {
    await tool.complain('when not truncating set1, string2 must be non-empty');
    return;
  }
  const table = translation(set, to, given.has('delete'), given.has('truncate'));
  const squeezed = new Set(given.has('squeeze') ? (second === undefined ? set : to) : []);
  let last = -1;
  for (;;) {
    const bytes = await process.read(0);
    if (bytes.length === 0) return;
    const out = new Uint8Array(bytes.length);
    let length = 0;
    for (const byte of bytes) {
      const made = table[byte] ?? byte;
      if (made < 0 || (made === last && squeezed.has(made))) continue;
      last = made;
      out[length++] = made;
    }
    await process.write(1, out.subarray(0, length));
  }
}

/** For each byte what becomes of it: a byte, or −1 when it is deleted. */
function translation(set: readonly number[], to: readonly number[], deleting: boolean, truncate: boolean): Int16Array {
  const table = Int16Array.from({ length: 256 }, (_, byte) => byte);
  for (const [index, byte] of set.entries()) {
    if (deleting) table[byte] = -1;
    else if (to.length > 0 && (index < to.length || !truncate)) table[byte] = to[Math.min(index, to.length - 1)] ?? byte;
  }
  return table;
}
