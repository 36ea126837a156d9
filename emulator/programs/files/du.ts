import { isSystemError } from '../../kernel/errno';
import { decode } from '../../kernel/bytes';
import { inBlocks, readBlockSize, type BlockSize } from '../command-line/block-size';
import { chooseWord } from '../command-line/choose';
import { formatDate } from '../command-line/date-format';
import { readAll } from '../command-line/input';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { parseSize } from '../command-line/size';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = {
  all: 'a,all',
  apparent: 'apparent-size',
  bytes: 'b,bytes',
  total: 'c,total',
  depth: 'd,max-depth=',
  human: 'h,human-readable',
  si: 'si',
  kibibytes: 'k',
  mebibytes: 'm',
  summarize: 's,summarize',
  oneFileSystem: 'x,one-file-system',
  separate: 'S,separate-dirs',
  exclude: 'exclude=',
  links: 'l,count-links',
  dereference: 'L,dereference',
  dereferenceOperands: 'D,H,dereference-args',
  noDereference: 'P,no-dereference',
  null: '0,null',
  blockSize: 'B,block-size=',
  threshold: 't,threshold=',
  time: 'time[=]',
  timeStyle: 'time-style=',
  inodes: 'inodes',
  filesFrom: 'files0-from=',
  excludeFrom: 'X,exclude-from=',
} as const;
type Key = keyof typeof options;

const help = `Usage: du [OPTION]... [FILE]...
Summarize device usage of the set of FILEs, recursively for directories.

  -a, --all             write counts for all files, not just directories
      --apparent-size   print apparent sizes rather than device usage
  -0, --null            end each output line with NUL, not newline
  -B, --block-size=SIZE  scale sizes by SIZE before printing them
  -b, --bytes           equivalent to '--apparent-size --block-size=1'
  -c, --total           produce a grand total
  -d, --max-depth=N     print the total for a directory only if it is N or
                          fewer levels below the command line argument
      --exclude=PATTERN  exclude files that match PATTERN
      --files0-from=F   summarize usage of the NUL-terminated file names in F
      --inodes          list inode usage information instead of block usage
      --time[=WORD]     show time of the last modification, or the time WORD
  -t, --threshold=SIZE  exclude entries smaller than SIZE if positive
  -h, --human-readable  print sizes in human readable format (e.g., 1K 234M 2G)
      --si              like -h, but use powers of 1000 not 1024
  -k                    like --block-size=1K
  -m                    like --block-size=1M
  -s, --summarize       display only a total for each argument
  -S, --separate-dirs   for directories do not include size of subdirectories
  -x, --one-file-system skip directories on different file systems
      --help            display this help and exit
`;

/** `du`. */
export const createDu = (flavour: Flavour) => createTool({ name: 'du', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { options: given } = tool;
  const depth = given.value('depth');
  if (depth !== undefined && !/^\d+$/.test(depth)) throw new UsageError(`invalid maximum depth ${quoteLocale(depth)}`);
  if (given.has('all') && given.has('summarize')) throw new UsageError('cannot both summarize and show all entries');
  if (depth !== undefined && given.has('summarize')) {
    await tool.process.write(2, depth === '0' ? 'du: warning: summarizing is the same as using --max-depth=0\n' : `du: warning: summarizing conflicts with --max-depth=${depth}\n`);
    if (depth !== '0') throw new UsageError('');
  }
  const word = given.value('time');
  const time = !given.has('time') ? undefined : word === undefined ? 'modified' : chooseWord('time', word, [['atime', 'access', 'use'], ['ctime', 'status']]) === 'atime' ? 'accessed' : 'changed';
  const size = given.value('blockSize');
  const blocks = size === undefined ? undefined : readBlockSize(size);
  if (size !== undefined && !blocks) return await tool.complain(`invalid -B argument ${quoteLocale(size)}`);
  const threshold = given.value('threshold');
  const least = threshold === undefined ? 0 : parseSize(threshold.replace(/^-/, ''));
  if (least === undefined) return await tool.complain(`invalid --threshold argument ${quoteLocale(threshold ?? '')}`);
  const measuring: Measuring = { seen: new Set(), time, blocks: blocks ?? defaultBlocks(tool), most: given.has('summarize') ? 0 : Number(depth ?? Infinity), least: threshold?.startsWith('-') ? -least : least, excluded: given.values('exclude').map(globToExpression) };
  let operands = tool.operands.length > 0 ? tool.operands : ['.'];
  const list = given.value('filesFrom');
  if (list !== undefined) {
    if (tool.operands.length > 0) throw new UsageError(`extra operand ${quoteLocale(tool.operands[0] ?? '')}\nfile operands cannot be combined with --files0-from`);
    const text = list === '-' ? decode(await readAll(tool.process, 0)) : tool.process.files.readText(list);
    operands = text.split('\0').filter((name) => name !== '');
  }
  const total: Amount = { size: 0, newest: 0 };
  for (const operand of operands) add(total, await measure(tool, operand, 0, measuring));
  if (given.has('total')) await print(tool, total, 'total', measuring);
}

interface Measuring {
  readonly seen: Set<string>;
  readonly time: 'accessed' | 'changed' | 'modified' | undefined;
  readonly blocks: BlockSize;
  readonly most: number;
  /** Entries smaller than this are not shown; when negative, those larger. */
  readonly least: number;
  readonly excluded: readonly RegExp[];
}

/** Bytes (or files, with --inodes) of a tree, and the newest time in it. */
interface Amount {
  size: number;
  newest: number;
}

function add(sum: Amount, more: Amount | undefined): void {
  sum.size += more?.size ?? 0;
  sum.newest = Math.max(sum.newest, more?.newest ?? 0);
}

const globToExpression = (glob: string) => new RegExp(`^${glob.replaceAll(/[.+^$(){}|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');

function defaultBlocks({ options: given }: Tool<Key>): BlockSize {
  if (given.has('human')) return { bytes: 1, suffix: '', human: 1024 };
  if (given.has('si')) return { bytes: 1, suffix: '', human: 1000 };
  return { bytes: given.has('bytes') ? 1 : given.has('mebibytes') ? 1024 * 1024 : 1024, suffix: '' };
}

async function print(tool: Tool<Key>, { size, newest }: Amount, name: string, { blocks, time, least }: Measuring): Promise<void> {
  if (least < 0 ? size > -least : size < least) return;
  const shown = tool.options.has('inodes') ? (blocks.human ? inBlocks(size, blocks) : String(size)) : inBlocks(size, blocks);
  const style = tool.options.value('timeStyle') ?? 'long-iso';
  const format = style.startsWith('+') ? style.slice(1) : ({ 'full-iso': '%Y-%m-%d %H:%M:%S.%N %z', iso: '%Y-%m-%d' }[style] ?? '%Y-%m-%d %H:%M');
  await tool.out.write(`${shown}\t${time === undefined ? '' : `${formatDate(format, newest)}\t`}${name}${tool.options.has('null') ? '\0' : '\n'}`);
}

/** What a tree takes; prints as it goes. Undefined when it could not be looked at. Files with several names count once. */
async function measure(tool: Tool<Key>, path: string, depth: number, measuring: Measuring, device?: number): Promise<Amount | undefined> {
  const { options: given, process } = tool;
  const { files } = process;
  const { seen, time } = measuring;
  await process.tick();
  if (measuring.excluded.some((pattern) => pattern.test(path) || pattern.test(path.split('/').at(-1) ?? ''))) return undefined;
  let attributes: ReturnType<typeof files.lstat>;
  try {
    attributes = given.has('dereference') || (given.has('dereferenceOperands') && depth === 0) ? files.stat(path) : files.lstat(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(tool.flavour === 'gnu' ? `cannot access ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
    return undefined;
  }
  if (given.has('oneFileSystem') && device !== undefined && attributes.device !== device) return undefined;
  const key = `${attributes.device}:${attributes.inode}`;
  if (seen.has(key) && !given.has('links')) return undefined;
  seen.add(key);
  const apparent = given.has('apparent') || given.has('bytes');
  const own: Amount = { size: given.has('inodes') ? 1 : apparent ? attributes.size : attributes.blocks * 512, newest: attributes[time ?? 'modified'] };
  const whole = { ...own };
  if (attributes.kind === 'directory') {
    try {
      for (const entry of files.readDirectory(path)) {
        const below = await measure(tool, `${path.replace(/(.)\/+$/, '$1').replace(/^\/$/, '')}/${entry.name}`, depth + 1, measuring, attributes.device);
        if (!given.has('separate') || entry.kind !== 'directory') add(whole, below);
      }
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(tool.flavour === 'gnu' ? `cannot read directory ${quoteAlways(path)}: ${error.message}` : `can't open '${path}': ${error.message}`);
    }
  }
  if (depth <= measuring.most && (attributes.kind === 'directory' || given.has('all') || depth === 0)) await print(tool, whole, path, measuring);
  return whole;
}
