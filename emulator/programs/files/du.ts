import { isSystemError } from '../../kernel/errno';
import { quoteAlways } from '../command-line/quote';
import { formatHuman } from '../command-line/size';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

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
} as const;
type Key = keyof typeof options;

const help = `Usage: du [OPTION]... [FILE]...
Summarize device usage of the set of FILEs, recursively for directories.

  -a, --all             write counts for all files, not just directories
      --apparent-size   print apparent sizes rather than device usage
  -b, --bytes           equivalent to '--apparent-size --block-size=1'
  -c, --total           produce a grand total
  -d, --max-depth=N     print the total for a directory only if it is N or
                          fewer levels below the command line argument
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
  const seen = new Set<string>();
  let total = 0;
  for (const operand of tool.operands.length > 0 ? tool.operands : ['.']) total += (await measure(tool, operand, 0, seen)) ?? 0;
  if (given.has('total')) await print(tool, total, 'total');
}

async function print(tool: Tool<Key>, bytes: number, name: string): Promise<void> {
  const { options: given } = tool;
  const unit = given.has('bytes') ? 1 : given.has('mebibytes') ? 1024 * 1024 : 1024;
  const shown = given.has('human') ? formatHuman(bytes) : given.has('si') ? formatHuman(bytes, 1000) : String(Math.ceil(bytes / unit));
  await tool.out.write(`${shown}\t${name}\n`);
}

/** Bytes that a tree takes; prints as it goes. Undefined when it could not be looked at. Files with several names count once. */
async function measure(tool: Tool<Key>, path: string, depth: number, seen: Set<string>, device?: number): Promise<number | undefined> {
  const { options: given, process } = tool;
  const { files } = process;
  await process.tick();
  let attributes: ReturnType<typeof files.lstat>;
  try {
    attributes = given.has('dereference') ? files.stat(path) : files.lstat(path);
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
  let bytes = apparent ? attributes.size : attributes.blocks * 512;
  let below = 0;
  if (attributes.kind === 'directory') {
    try {
      for (const entry of files.readDirectory(path)) below += (await measure(tool, `${path.replace(/(.)\/+$/, '$1').replace(/^\/$/, '')}/${entry.name}`, depth + 1, seen, attributes.device)) ?? 0;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(tool.flavour === 'gnu' ? `cannot read directory ${quoteAlways(path)}: ${error.message}` : `can't open '${path}': ${error.message}`);
    }
  }
  const own = bytes;
  bytes += below;
  const most = given.has('summarize') ? 0 : Number(given.value('depth') ?? Number.POSITIVE_INFINITY);
  if (depth <= most && (attributes.kind === 'directory' || given.has('all') || depth === 0)) await print(tool, given.has('separate') ? own : bytes, path);
  return bytes;
}
