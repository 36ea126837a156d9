import { Accounts } from '../command-line/accounts';
import { formatDate } from '../command-line/date-format';
import { formatMode } from '../command-line/mode';
import { quoteAlways } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import type { Attributes, FileKind } from '../../vfs/types';
import { isSystemError } from '../../kernel/errno';

const options = { dereference: 'L,dereference', fileSystem: 'f,file-system', format: 'c,format=', printf: 'printf=', terse: 't,terse' } as const;
type Key = keyof typeof options;

const help = `Usage: stat [OPTION]... FILE...
Display file or file system status.

  -L, --dereference     follow links
  -f, --file-system     display file system status instead of file status
  -c, --format=FORMAT   use the specified FORMAT instead of the default;
                          output a newline after each use of FORMAT
      --printf=FORMAT   like --format, but interpret backslash escapes,
                          and do not output a mandatory trailing newline
      --help            display this help and exit
`;

/** `-t`: everything on one line. */
const terseFormat = '%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o';

const kindNames: Record<FileKind, string> = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  fifo: 'fifo',
  socket: 'socket',
  character: 'character special file',
  block: 'block special file',
};

/** `stat`. */
export const createStat = (flavour: Flavour) => createTool({ name: 'stat', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { files } = tool.process;
  if (tool.operands.length === 0) throw new UsageError('missing operand');
  const accounts = new Accounts(files);
  for (const path of tool.operands) {
    try {
      if (tool.options.has('fileSystem')) {
        const own = tool.options.value('printf') ?? tool.options.value('format');
        const terse = tool.options.has('terse') ? '%n %i %l %t %s %S %b %f %a %c %d' : undefined;
        const text = own ?? terse;
        await tool.out.write(text === undefined ? describeFileSystem(tool, path) : tool.options.has('printf') ? fillValues(unescape(text), fileSystemValues(tool, path)) : `${fillValues(text, fileSystemValues(tool, path))}\n`);
        continue;
      }
      const attributes = tool.options.has('dereference') ? files.stat(path) : files.lstat(path);
      const format = tool.options.value('format') ?? (tool.options.has('terse') ? terseFormat : undefined);
      const printf = tool.options.value('printf');
      if (printf !== undefined) await tool.out.write(fill(unescape(printf), path, attributes, tool, accounts));
      else if (format !== undefined) await tool.out.write(`${fill(format, path, attributes, tool, accounts)}\n`);
      else await tool.out.write(fill(defaultFormat(attributes), path, attributes, tool, accounts));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(tool.flavour === 'gnu' ? `cannot statx ${quoteAlways(path)}: ${error.message}` : `can't stat '${path}': ${error.message}`);
    }
  }
}

function defaultFormat(attributes: Attributes): string {
  const name = attributes.kind === 'symlink' ? '%N' : '%n';
  const device = attributes.deviceType ? '\tDevice type: %t,%T' : '';
  return `  File: ${name}\n  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\nDevice: %Hd,%Ld\tInode: %-11i Links: ${device === '' ? '%h' : '%-5h'}${device.replace('\t', ' ')}\nAccess: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\nAccess: %x\nModify: %y\nChange: %z\n Birth: %w\n`;
}

function unescape(text: string): string {
  const named: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\', a: '\u0007', b: '\b', f: '\f', v: '\v', '"': '"' };
  return text.replaceAll(/\\([0-7]{1,3}|.)/g, (whole, code: string) => (/^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (named[code] ?? whole)));
}

function fill(format: string, path: string, attributes: Attributes, tool: Tool<Key>, accounts: Accounts): string {
  const stamp = (time: number) => formatDate('%Y-%m-%d %H:%M:%S.%N %z', time);
  const seconds = (time: number) => String(Math.floor(time / 1000));
  const kind = attributes.kind === 'file' && attributes.size === 0 ? 'regular empty file' : kindNames[attributes.kind];
  const typeBits: Record<FileKind, number> = { fifo: 0o010000, character: 0o020000, directory: 0o040000, block: 0o060000, file: 0o100000, symlink: 0o120000, socket: 0o140000 };
  const values: Record<string, () => string> = {
    a: () => attributes.mode.toString(8),
    A: () => formatMode(attributes.kind, attributes.mode),
    b: () => String(attributes.blocks),
    B: () => '512',
    d: () => String(attributes.device),
    Hd: () => String(attributes.device >> 8),
    Ld: () => String(attributes.device & 255),
    D: () => attributes.device.toString(16),
    f: () => (typeBits[attributes.kind] | attributes.mode).toString(16),
    F: () => kind,
    g: () => String(attributes.gid),
    G: () => accounts.groupName(attributes.gid),
    h: () => String(attributes.links),
    i: () => String(attributes.inode),
    m: () => '/',
    n: () => path,
    N: () => (attributes.kind === 'symlink' ? `${quoteAlways(path)} -> ${quoteAlways(tool.process.files.readLink(path))}` : quoteAlways(path)),
    o: () => '4096',
    s: () => String(attributes.size),
    t: () => (attributes.deviceType?.major ?? 0).toString(16),
    T: () => (attributes.deviceType?.minor ?? 0).toString(16),
    u: () => String(attributes.uid),
    U: () => accounts.userName(attributes.uid),
    w: () => stamp(attributes.born),
    W: () => seconds(attributes.born),
    x: () => stamp(attributes.accessed),
    X: () => seconds(attributes.accessed),
    y: () => stamp(attributes.modified),
    Y: () => seconds(attributes.modified),
    z: () => stamp(attributes.changed),
    Z: () => seconds(attributes.changed),
  };
  return fillValues(format, values);
}

/** Puts values into a format such as `%-10s`. */
function fillValues(format: string, values: Readonly<Record<string, () => string>>): string {
  return format.replaceAll(/%([-0 +#]*)(\d*)(?:\.(\d+))?([HL]?[a-zA-Z%])/g, (_, flags: string, width: string, precision: string | undefined, letter: string) => {
    if (letter === '%') return '%';
    const value = (values[letter] ?? values[letter.slice(-1)])?.() ?? '?';
    const text = precision === undefined ? value : value.slice(0, Number(precision));
    return flags.includes('-') ? text.padEnd(Number(width)) : text.padStart(Number(width), flags.includes('0') ? '0' : ' ');
  });
}

/** The numbers that Linux gives file systems, in hexadecimal as `stat -f` has them. */
const typeNumbers: Readonly<Record<string, string>> = { ext4: 'ef53', overlay: '794c7630', tmpfs: '1021994', proc: '9fa0', sysfs: '62656572', devpts: '1cd1', devtmpfs: '1021994', cgroup2: '63677270', mqueue: '19800202' };

function fileSystemValues(tool: Tool<Key>, path: string): Record<string, () => string> {
  const usage = tool.process.files.usage(path);
  const { fileSystem } = tool.process.files.resolve(path).mount;
  const number = (value: number) => () => String(value);
  const free = number(Math.floor(usage.freeBytes / usage.blockSize));
  return {
    n: () => path,
    i: () => fileSystem.device.toString(16),
    l: () => '255',
    t: () => typeNumbers[fileSystem.type] ?? '0',
    T: () => (fileSystem.type === 'ext4' ? 'ext2/ext3' : fileSystem.type === 'overlay' ? 'overlayfs' : fileSystem.type === 'devtmpfs' ? 'tmpfs' : fileSystem.type === 'cgroup2' ? 'cgroup2fs' : fileSystem.type),
    s: number(usage.blockSize),
    S: number(usage.blockSize),
    b: number(Math.floor(usage.totalBytes / usage.blockSize)),
    f: free,
    a: free,
    c: number(usage.totalInodes),
    d: number(usage.freeInodes),
  };
}

function describeFileSystem(tool: Tool<Key>, path: string): string {
  const usage = tool.process.files.usage(path);
  const type = fileSystemValues(tool, path).T?.() ?? '';
  const [total, free] = [usage.totalBytes, usage.freeBytes].map((bytes) => Math.floor(bytes / usage.blockSize));
  return `  File: "${path}"\n    ID: 0        Namelen: 255     Type: ${type}\nBlock size: ${String(usage.blockSize).padEnd(10)} Fundamental block size: ${usage.blockSize}\nBlocks: Total: ${String(total).padEnd(10)} Free: ${String(free).padEnd(10)} Available: ${free}\nInodes: Total: ${String(usage.totalInodes).padEnd(10)} Free: ${usage.freeInodes}\n`;
}
