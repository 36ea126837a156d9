import { parseSize } from '../command-line/size';
import { forEachInput } from '../command-line/input';
import { quoteLocale } from '../command-line/quote';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

const options = { bytes: 'c,bytes=', lines: 'n,lines=', quiet: 'q,quiet,silent', verbose: 'v,verbose', zero: 'z,zero-terminated', count: 'count=' } as const;
type Key = keyof typeof options;

const help = `Usage: head [OPTION]... [FILE]...
Print the first 10 lines of each FILE to standard output.
With more than one FILE, precede each with a header giving the file name.

  -c, --bytes=[-]NUM       print the first NUM bytes of each file;
                             with the leading '-', print all but the last NUM bytes
  -n, --lines=[-]NUM       print the first NUM lines instead of the first 10;
                             with the leading '-', print all but the last NUM lines
  -q, --quiet, --silent    never print headers giving file names
  -v, --verbose            always print headers giving file names
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help               display this help and exit
`;

/** `head`. */
export const createHead = (flavour: Flavour) => createTool({ name: 'head', options, help, rewrite: oldSyntax, digits: 'count', run }, flavour);

/** `-2c`, `-5q`, `-1kv`: a number with letters, as it was before there were options. */
function oldSyntax(words: readonly string[]): readonly string[] {
  const [, count, letters = ''] = /^-(\d+)([bckmlqvz]+)$/.exec(words[0] ?? '') ?? [];
  if (count === undefined) return words;
  const unit = /[bckm]/.test(letters) ? `-c${count}${letters.replaceAll(/[^bkm]/g, '').toUpperCase().replace('B', 'b')}` : `-n${count}`;
  return [unit, ...Array.from(letters.replaceAll(/[^qvz]/g, ''), (letter) => `-${letter}`), ...words.slice(1)];
}

async function run(tool: Tool<Key>): Promise<void> {
  const { process, options: given } = tool;
  const key = given.last('bytes', 'lines', 'count');
  const unit = key === 'bytes' ? 'bytes' : 'lines';
  const text = key === undefined ? '10' : (given.value(key) ?? '10');
  const count = parseSize(text.replace(/^[-+]/, ''));
  if (count === undefined) {
    await tool.complain(tool.flavour === 'busybox' ? `invalid number '${text}'` : `invalid number of ${unit}: ${quoteLocale(text.replace(/^-/, ''))}`);
    return;
  }
  const separator = given.has('zero') ? 0 : 10;
  const titled = given.last('quiet', 'verbose') === 'verbose' || (tool.operands.length > 1 && !given.has('quiet'));
  let first = true;
  await forEachInput(tool, tool.operands, async (descriptor, name) => {
    if (titled) await process.write(1, `${first ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`);
    first = false;
    if (text.startsWith('-')) await allButLast(tool, descriptor, count, unit, separator);
    else await atMost(tool, descriptor, count, unit, separator);
  });
}

async function atMost(tool: Tool<Key>, descriptor: number, count: number, unit: 'bytes' | 'lines', separator: number): Promise<void> {
  let left = count;
  while (left > 0) {
    const bytes = await tool.process.read(descriptor, unit === 'bytes' ? Math.min(left, 65_536) : 65_536);
    if (bytes.length === 0) return;
    let end = bytes.length;
    if (unit === 'bytes') left -= bytes.length;
    else {
      for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, at + 1)) {
        if (--left > 0) continue;
        end = at + 1;
        break;
      }
    }
    await tool.process.write(1, bytes.subarray(0, end));
    // Leave what was read too much to the next reader where that is possible, as GNU does.
    if (end < bytes.length && tool.process.fileAttributes(descriptor).kind === 'file') tool.process.file(descriptor).seek(end - bytes.length, 'current');
  }
}

async function allButLast(tool: Tool<Key>, descriptor: number, count: number, unit: 'bytes' | 'lines', separator: number): Promise<void> {
  const held: Uint8Array[] = [];
  let amount = 0;
  const measure = (bytes: Uint8Array) => (unit === 'bytes' ? bytes.length : 1);
  let rest: number[] = [];
  for (;;) {
    const bytes = await tool.process.read(descriptor);
    const pieces: Uint8Array[] = [];
    if (unit === 'bytes') for (const byte of bytes) pieces.push(Uint8Array.of(byte));
    else {
      for (const byte of bytes) {
        rest.push(byte);
        if (byte === separator) {
          pieces.push(Uint8Array.from(rest));
          rest = [];
        }
      }
      if (bytes.length === 0 && rest.length > 0) pieces.push(Uint8Array.from(rest));
    }
    for (const piece of pieces) {
      held.push(piece);
      amount += measure(piece);
      while (amount > count) {
        const out = held.shift() as Uint8Array;
        amount -= measure(out);
        await tool.out.write(out);
      }
    }
    if (bytes.length === 0) break;
  }
  await tool.out.flush();
}
