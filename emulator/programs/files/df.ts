import { isSystemError } from '../../kernel/errno';
import type { Mount } from '../../vfs/types';
import { formatHuman } from '../command-line/size';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

const options = { all: 'a,all', human: 'h,human-readable', si: 'H,si', inodes: 'i,inodes', kibibytes: 'k', local: 'l,local', mebibytes: 'm', portable: 'P,portability', type: 't,type=', printType: 'T,print-type', exclude: 'x,exclude-type=', total: 'total' } as const;
type Key = keyof typeof options;

const help = `Usage: df [OPTION]... [FILE]...
Show information about the file system on which each FILE resides,
or all file systems by default.

  -a, --all             include pseudo, duplicate, inaccessible file systems
  -h, --human-readable  print sizes in powers of 1024 (e.g., 1023M)
  -H, --si              print sizes in powers of 1000 (e.g., 1.1G)
  -i, --inodes          list inode information instead of block usage
  -k                    like --block-size=1K
  -P, --portability     use the POSIX output format
  -t, --type=TYPE       limit listing to file systems of type TYPE
  -T, --print-type      print file system type
  -x, --exclude-type=TYPE  limit listing to file systems not of type TYPE
      --help            display this help and exit
`;

/** `df`. */
export const createDf = (flavour: Flavour) => createTool({ name: 'df', options, help, run }, flavour);

interface Row {
  readonly source: string;
  readonly type: string;
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly target: string;
}

async function run(tool: Tool<Key>): Promise<void> {
  const { options: given, process } = tool;
  const { files, namespaces } = process;
  let mounts: Mount[] = [];
  if (tool.operands.length > 0) {
    for (const path of tool.operands) {
      try {
        mounts.push(files.resolve(path).mount);
      } catch (error) {
        await tool.complainOf(path, error);
      }
    }
  } else mounts = [...namespaces.mount.mounts];
  const seen = new Set<number>();
  const rows: Row[] = [];
  for (const mount of mounts) {
    const { fileSystem } = mount;
    const usage = fileSystem.usage();
    const target = mountPoint(tool, mount);
    if (target === undefined) continue;
    if (tool.operands.length === 0 && !given.has('all') && (usage.totalBytes === 0 || seen.has(fileSystem.device))) continue;
    seen.add(fileSystem.device);
    if (given.has('type') && !given.values('type').includes(fileSystem.type)) continue;
    if (given.values('exclude').includes(fileSystem.type)) continue;
    const inodes = given.has('inodes');
    const total = inodes ? usage.totalInodes : usage.totalBytes;
    const free = inodes ? usage.freeInodes : usage.freeBytes;
    rows.push({ source: mount.source, type: fileSystem.type, total, used: total - free, free, target });
  }
  if (rows.length > 0) await tool.out.write(render(rows, tool));
}

/** Where a mount stands, as this process sees it; undefined when it cannot. */
function mountPoint(tool: Tool<Key>, mount: Mount): string | undefined {
  try {
    return mount.at ? tool.process.files.pathOf(mount.at) : '/';
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

function render(rows: readonly Row[], tool: Tool<Key>): string {
  const { options: given } = tool;
  const inodes = given.has('inodes');
  const human = given.has('human') ? 1024 : given.has('si') ? 1000 : 0;
  const size = (value: number) => (human ? formatHuman(value, human) : String(inodes ? value : Math.ceil(value / (given.has('mebibytes') ? 1_048_576 : 1024))));
  const percent = (row: Row) => (row.total === 0 ? '-' : `${Math.ceil((row.used / row.total) * 100)}%`);
  const heads = inodes ? ['Inodes', 'IUsed', 'IFree', 'IUse%'] : human ? ['Size', 'Used', tool.flavour === 'busybox' ? 'Available' : 'Avail', 'Use%'] : [given.has('portable') ? '1024-blocks' : '1K-blocks', 'Used', 'Available', given.has('portable') ? 'Capacity' : 'Use%'];
  const typed = given.has('printType');
  const table = [
    ['Filesystem', ...(typed ? ['Type'] : []), ...heads, 'Mounted on'],
    ...rows.map((row) => [row.source, ...(typed ? [row.type] : []), size(row.total), size(row.used), size(row.free), percent(row), row.target]),
  ];
  const left = new Set(typed ? [0, 1] : [0]);
  const last = (table[0]?.length ?? 1) - 1;
  if (tool.flavour === 'busybox') return renderBusybox(table, typed);
  const widths = (table[0] ?? []).map((_, column) => Math.max(column === 0 ? 14 : column === last ? 0 : 5, ...table.map((cells) => cells[column]?.length ?? 0)));
  // GNU pads sizes to five columns, percentages to four.
  if (widths.length > 2) widths[last - 1] = Math.max(...table.map((cells) => cells[last - 1]?.length ?? 0));
  return table.map((cells) => `${cells.map((cell, column) => (column === last ? cell : left.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' ')}\n`).join('');
}

/** busybox's columns have fixed widths: the source 20, the type 10, sizes 9 and 10; a longer source stands on a line of its own. */
function renderBusybox(table: readonly (readonly string[])[], typed: boolean): string {
  return table
    .map((cells) => {
      const [source = '', ...rest] = cells;
      const type = typed ? ` ${(rest.shift() ?? '').padEnd(10)}` : '';
      const [total = '', used = '', free = '', percent = '', target = ''] = rest;
      const first = source.length > 20 ? `${source}\n${' '.repeat(20)}` : source.padEnd(20);
      return `${first}${type} ${total.padStart(9)} ${used.padStart(9)} ${free.padStart(9)} ${percent.padStart(4)} ${target}\n`;
    })
    .join('');
}
