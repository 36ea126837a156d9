import { decode, encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { isOutputFull } from '../command-line/output';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

type Key = 'all' | 'nonBlank' | 'endsAndVisible' | 'ends' | 'number' | 'squeeze' | 'tabsAndVisible' | 'tabs' | 'ignored' | 'visible';

const options: Record<Key, string> = {
  all: 'A,show-all',
  nonBlank: 'b,number-nonblank',
  endsAndVisible: 'e',
  ends: 'E,show-ends',
  number: 'n,number',
  squeeze: 's,squeeze-blank',
  tabsAndVisible: 't',
  tabs: 'T,show-tabs',
  ignored: 'u',
  visible: 'v,show-nonprinting',
};

const help = `Usage: cat [OPTION]... [FILE]...
Concatenate FILE(s) to standard output.

With no FILE, or when FILE is -, read standard input.

  -A, --show-all           equivalent to -vET
  -b, --number-nonblank    number nonempty output lines, overrides -n
  -e                       equivalent to -vE
  -E, --show-ends          display $ at end of each line
  -n, --number             number all output lines
  -s, --squeeze-blank      suppress repeated empty output lines
  -t                       equivalent to -vT
  -T, --show-tabs          display TAB characters as ^I
  -v, --show-nonprinting   use ^ and M- notation, except for LFD and TAB
      --help               display this help and exit
`;

/** `cat` in GNU's or busybox's flavour: copies bytes as they come; with options it works by lines. */
export const createCat = (flavour: Flavour) => createTool({ name: 'cat', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { process, options: given } = tool;
  const transform = createTransform({
    ends: given.has('ends') || given.has('all') || given.has('endsAndVisible'),
    tabs: given.has('tabs') || given.has('all') || given.has('tabsAndVisible'),
    visible: given.has('visible') || given.has('all') || given.has('endsAndVisible') || given.has('tabsAndVisible'),
    squeeze: given.has('squeeze'),
    number: given.has('nonBlank') ? 'nonblank' : given.has('number') ? 'all' : 'none',
  });
  for (const operand of tool.operands.length > 0 ? tool.operands : ['-']) {
    try {
      const descriptor = operand === '-' ? 0 : await process.open(operand, { read: true });
      if (process.fileAttributes(descriptor).kind === 'directory') {
        await tool.complain(tool.flavour === 'gnu' ? `${operand}: Is a directory` : 'read error: Is a directory');
        continue;
      }
      const [from, to] = [process.fileAttributes(descriptor), process.fileAttributes(1)];
      if (to.kind === 'file' && from.kind === 'file' && from.device === to.device && from.inode === to.inode && from.size > 0) {
        await tool.complain(`${operand}: input file is output file`);
        continue;
      }
      for (;;) {
        const bytes = await process.read(descriptor);
        if (bytes.length === 0) break;
        await process.write(1, transform ? transform(bytes) : bytes);
      }
      if (descriptor !== 0) process.close(descriptor);
    } catch (error) {
      if (!isSystemError(error) || isOutputFull(error)) throw error;
      await tool.complain(tool.flavour === 'gnu' ? `${operand}: ${error.message}` : `can't open '${operand}': ${error.message}`);
    }
  }
}

interface LineOptions {
  readonly ends: boolean;
  readonly tabs: boolean;
  readonly visible: boolean;
  readonly squeeze: boolean;
  readonly number: 'none' | 'all' | 'nonblank';
}

/** What rewrites the bytes, keeping count across files; undefined when nothing is to be rewritten. */
function createTransform(options: LineOptions): ((bytes: Uint8Array) => Uint8Array) | undefined {
  if (!options.ends && !options.tabs && !options.visible && !options.squeeze && options.number === 'none') return undefined;
  let line = 0;
  let atStart = true;
  let blanks = 0;
  return (bytes) => {
    const out: number[] = [];
    for (const byte of bytes) {
      if (byte === 10 && atStart && ++blanks > 1 && options.squeeze) continue;
      if (atStart && (options.number === 'all' || (options.number === 'nonblank' && byte !== 10))) out.push(...encode(`${String(++line).padStart(6)}\t`));
      if (byte === 10) {
        if (options.ends) out.push(36);
        out.push(10);
        atStart = true;
        continue;
      }
      atStart = false;
      blanks = 0;
      if (byte === 9) out.push(...(options.tabs ? [94, 73] : [9]));
      else if (options.visible) out.push(...encode(showByte(byte)));
      else out.push(byte);
    }
    return Uint8Array.from(out);
  };
}

/** `^A`, `M-x`: a byte that is not printable ASCII, in cat -v's notation. */
function showByte(byte: number): string {
  const high = byte >= 128 ? 'M-' : '';
  const low = byte & 127;
  if (low === 127) return `${high}^?`;
  return low < 32 ? `${high}^${String.fromCharCode(low + 64)}` : `${high}${decode(Uint8Array.of(low))}`;
}
