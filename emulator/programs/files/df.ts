import { isSystemError } from '../../kernel/errno';
import type { Mount } from '../../vfs/types';
import { inBlocks, readBlockSize, type BlockSize } from '../command-line/block-size';
import { quoteLocale } from '../command-line/quote';
import { formatHuman } from '../command-line/size';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = { all: 'a,all', human: 'h,human-readable', si: 'H,si', inodes: 'i,inodes', kibibytes: 'k', local: 'l,local', mebibytes: 'm', portable: 'P,portability', type: 't,type=', printType: 'T,print-type', exclude: 'x,exclude-type=', total: 'total', output: 'output[=]', blockSize: 'B,block-size=', sync: 'sync', noSync: 'no-sync' } as const;
type Key = keyof typeof options;

const help = `Usage: df [OPTION]... [FILE]...
Show information about the file system on which each FILE resides,
or all file systems by default.

  -a, --all             include pseudo, duplicate, inaccessible file systems
  -B, --block-size=SIZE  scale sizes by SIZE before printing them
  -h, --human-readable  print sizes in powers of 1024 (e.g., 1023M)
  -H, --si              print sizes in powers of 1000 (e.g., 1.1G)
  -i, --inodes          list inode information instead of block usage
  -k                    like --block-size=1K
      --output[=FIELD_LIST]  use the output format defined by FIELD_LIST:
                          source, fstype, itotal, iused, iavail, ipcent,
                          size, used, avail, pcent, file, target
  -P, --portability     use the POSIX output format
      --total           elide all entries insignificant to available space,
                          and produce a grand total
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
  readonly file: string;
  readonly inodes: { readonly total: number; readonly free: number };
}

const allFields = ['source', 'fstype', 'itotal', 'iused', 'iavail', 'ipcent', 'size', 'used', 'avail', 'pcent', 'file', 'target'];

async function run(tool: Tool<Key>): Promise<void> {
  const { options: given, process } = tool;
  const { files, namespaces } = process;
  const fields = (given.values('output').join(',') || allFields.join(',')).split(',');
  const unknown = fields.find((one) => !allFields.includes(one));
  if (given.has('output') && unknown !== undefined) throw new UsageError(`option --output: field ${quoteLocale(unknown)} unknown`);
  const sizeText = given.value('blockSize');
  const blocks = sizeText === undefined ? undefined : readBlockSize(sizeText);
  if (sizeText !== undefined && !blocks) return await tool.complain(`invalid -B argument ${quoteLocale(sizeText)}`);
  const fileOf = new Map<Mount, string>();
  let mounts: Mount[] = [];
  if (tool.operands.length > 0) {
    for (const path of tool.operands) {
      try {
        const { mount } = files.resolve(path);
        mounts.push(mount);
        fileOf.set(mount, path);
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
    rows.push({ source: mount.source, type: fileSystem.type, total, used: total - free, free, target, file: fileOf.get(mount) ?? '-', inodes: { total: usage.totalInodes, free: usage.freeInodes } });
  }
  if (rows.length > 0 && given.has('total')) {
    const sum = (key: 'total' | 'used' | 'free') => rows.reduce((all, row) => all + row[key], 0);
    rows.push({ source: 'total', type: '-', total: sum('total'), used: sum('used'), free: sum('free'), target: '-', file: '-', inodes: { total: 0, free: 0 } });
  }
  if (rows.length > 0) await tool.out.write(given.has('output') ? renderFields(rows, tool, fields, blocks) : render(rows, tool, blocks));
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

/** `1M-blocks`, `1kB-blocks`, `512B-blocks`: how a head names a size of blocks. */
function blocksTitle(bytes: number): string {
  for (const [base, end] of [[1024, ''], [1000, 'B']] as const) {
    for (let power = 6; power > 0; power--) if (bytes % base ** power === 0) return `${bytes / base ** power}${base === 1000 && power === 1 ? 'k' : 'KMGTPE'[power - 1]}${end}-blocks`;
  }
  return `${bytes}B-blocks`;
}

/** The columns that `--output` names. */
function renderFields(rows: readonly Row[], { options: given }: Tool<Key>, fields: readonly string[], blocks: BlockSize | undefined): string {
  const human = given.has('human') ? 1024 : given.has('si') ? 1000 : undefined;
  const size: BlockSize = human ? { bytes: 1, suffix: '', human } : (blocks ?? { bytes: given.has('mebibytes') ? 1_048_576 : 1024, suffix: '' });
  const percent = (used: number, total: number) => (total === 0 ? '-' : `${Math.ceil((used / total) * 100)}%`);
  const columns: Readonly<Record<string, readonly [title: string, show: (row: Row) => string]>> = {
    source: ['Filesystem', (row) => row.source],
    fstype: ['Type', (row) => row.type],
    itotal: ['Inodes', (row) => String(row.inodes.total)],
    iused: ['IUsed', (row) => String(row.inodes.total - row.inodes.free)],
    iavail: ['IFree', (row) => String(row.inodes.free)],
    ipcent: ['IUse%', (row) => percent(row.inodes.total - row.inodes.free, row.inodes.total)],
    size: [human ? 'Size' : blocksTitle(size.bytes), (row) => inBlocks(row.total, size)],
    used: ['Used', (row) => inBlocks(row.used, size)],
    avail: ['Avail', (row) => inBlocks(row.free, size)],
    pcent: ['Use%', (row) => percent(row.used, row.total)],
    file: ['File', (row) => row.file],
    target: ['Mounted on', (row) => row.target],
  };
  const left = ['source', 'fstype', 'file', 'target'];
  const table = [fields.map((field) => columns[field]?.[0] ?? ''), ...rows.map((row) => fields.map((field) => columns[field]?.[1](row) ?? ''))];
  const widths = fields.map((field, column) => Math.max(field === 'source' ? 14 : ['size', 'used', 'avail', 'itotal', 'iused', 'iavail'].includes(field) ? 5 : 0, ...table.map((cells) => cells[column]?.length ?? 0)));
  return table.map((cells) => `${cells.map((cell, column) => (left.includes(fields[column] ?? '') ? (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)) : cell.padStart(widths[column] ?? 0))).join(' ')}\n`).join('');
}

function render(rows: readonly Row[], tool: Tool<Key>, blocks: BlockSize | undefined): string {
  const { options: given } = tool;
  const inodes = given.has('inodes');
  const human = given.has('human') ? 1024 : given.has('si') ? 1000 : 0;
  const size = (value: number) => (human ? formatHuman(value, human) : inodes ? String(value) : inBlocks(value, blocks ?? { bytes: given.has('mebibytes') ? 1_048_576 : 1024, suffix: '' }));
  const percent = (row: Row) => (row.total === 0 ? '-' : `${Math.ceil((row.used / row.total) * 100)}%`);
  const heads = inodes ? ['Inodes', 'IUsed', 'IFree', 'IUse%'] : human ? ['Size', 'Used', tool.flavour === 'busybox' ? 'Available' : 'Avail', 'Use%'] : [blocks ? blocksTitle(blocks.bytes) : given.has('portable') ? '1024-blocks' : given.has('mebibytes') ? '1M-blocks' : '1K-blocks', 'Used', 'Available', given.has('portable') ? 'Capacity' : 'Use%'];
  const typed = given.has('printType');
  const table = [
    ['Filesystem', ...(typed ? ['Type'] : []), ...heads, 'Mounted on'],
    ...rows.map((row) => [row.source, ...(typed ? [row.type] : []), size(row.total), size(row.used), size(row.free), percent(row), row.target]),
  ];
  const left = new Set(typed ? [0, 1] : [0]);
  const last = (table[0]?.length ?? 1) - 1;
  if (tool.flavour === 'busybox') return renderBusybox(table, typed);
  const widths = (table[0] ?? []).map((_, column) => Math.max(column === 0 ? 14 : column === last || (typed && column === 1) ? 0 : 5, ...table.map((cells) => cells[column]?.length ?? 0)));
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
