import { concatenate } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { parseSize } from '../command-line/size';
import { forEachInput, readAll } from '../command-line/input';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

const options = {
  bytes: 'c,bytes=',
  follow: 'f,follow[=]',
  followName: 'F',
  lines: 'n,lines=',
  quiet: 'q,quiet,silent',
  retry: 'retry',
  interval: 's,sleep-interval=',
  pid: 'pid=',
  verbose: 'v,verbose',
  zero: 'z,zero-terminated',
  count: 'count=',
} as const;
type Key = keyof typeof options;

const help = `Usage: tail [OPTION]... [FILE]...
Print the last 10 lines of each FILE to standard output.
With more than one FILE, precede each with a header giving the file name.

  -c, --bytes=[+]NUM       output the last NUM bytes; or use -c +NUM to
                             output starting with byte NUM of each file
  -f, --follow[={name|descriptor}]  output appended data as the file grows
  -F                       same as --follow=name --retry
  -n, --lines=[+]NUM       output the last NUM lines, instead of the last 10;
                             or use -n +NUM to skip NUM-1 lines at the start
      --pid=PID            with -f, terminate after process ID, PID dies
  -q, --quiet, --silent    never output headers giving file names
      --retry              keep trying to open a file if it is inaccessible
  -s, --sleep-interval=N   with -f, sleep for approximately N seconds
                             (default 1.0) between iterations
  -v, --verbose            always output headers giving file names
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help               display this help and exit
`;

/** How often (milliseconds) a followed file is looked at; inotify would tell at once. */
const followInterval = 50;

/** `tail`. */
export const createTail = (flavour: Flavour) => createTool({ name: 'tail', options, help, rewrite: oldSyntax, digits: 'count', run }, flavour);

/** `+9`, `-3c`, `+2f` in front of at most one file: how lines and bytes were counted before there were options. */
function oldSyntax(words: readonly string[]): readonly string[] {
  const [, sign = '', count, unit = '', follows] = /^([-+])(\d*)([bcl]?)(f?)$/.exec(words[0] ?? '') ?? [];
  if (count === undefined || words.length > 2 || (sign === '-' && (count === '' || unit + (follows ?? '') === ''))) return words;
  const number = `${sign === '+' ? '+' : ''}${count || '10'}`;
  return [unit === 'c' ? `-c${number}` : unit === 'b' ? `-c${number}b` : `-n${number}`, ...(follows ? ['-f'] : []), ...words.slice(1)];
}

async function run(tool: Tool<Key>): Promise<void> {
  const { process, options: given } = tool;
  const key = given.last('bytes', 'lines', 'count');
  const unit = key === 'bytes' ? 'bytes' : 'lines';
  const text = key === undefined ? '10' : (given.value(key) ?? '10');
  const count = parseSize(text.replace(/^[-+]/, ''));
  if (count === undefined) {
    await tool.complain(tool.flavour === 'busybox' ? `invalid number '${text}'` : `invalid number of ${unit}: ${quoteLocale(text)}`);
    return;
  }
  const pid = given.value('pid');
  if (pid !== undefined && !/^\d+$/.test(pid)) return await tool.complain(`invalid PID: ${quoteLocale(pid)}`);
  const titled = given.last('quiet', 'verbose') === 'verbose' || (tool.operands.length > 1 && !given.has('quiet'));
  let first = true;
  await forEachInput(tool, tool.operands, async (descriptor, name) => {
    if (titled) await process.write(1, `${first ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`);
    first = false;
    const all = await readAll(process, descriptor);
    await process.write(1, all.subarray(startOf(all, count, unit, text.startsWith('+'), given.has('zero') ? 0 : 10)));
  });
  if (given.has('follow') || given.has('followName')) await follow(tool, titled);
}

/** Where in `bytes` the output begins. */
function startOf(bytes: Uint8Array, count: number, unit: 'bytes' | 'lines', fromStart: boolean, separator: number): number {
  if (unit === 'bytes') return fromStart ? Math.min(Math.max(count - 1, 0), bytes.length) : Math.max(0, bytes.length - count);
  if (fromStart) {
    let at = 0;
    for (let line = 1; line < count; line++) {
      const end = bytes.indexOf(separator, at);
      if (end < 0) return bytes.length;
      at = end + 1;
    }
    return at;
  }
  if (count === 0) return bytes.length;
  let at = bytes.length - (bytes.at(-1) === separator ? 1 : 0);
  for (let line = 0; line < count; line++) {
    at = at === 0 ? -1 : bytes.lastIndexOf(separator, at - 1);
    if (at < 0) return 0;
  }
  return at + 1;
}

/** Prints what is added to the files until a signal ends it; with -F (and --retry) by name, so that a new file of that name is taken up. */
async function follow(tool: Tool<Key>, titled: boolean): Promise<void> {
  const { process, options: given } = tool;
  const byName = given.has('followName') || given.value('follow') === 'name';
  const watched = tool.operands
    .filter((path) => path !== '-')
    .flatMap((path) => {
      try {
        const { size, inode } = process.files.stat(path);
        return [{ path, position: size, inode }];
      } catch (error) {
        if (!isSystemError(error)) throw error;
        return byName ? [{ path, position: 0, inode: -1 }] : [];
      }
    });
  if (watched.length === 0 && tool.operands.length > 0 && !tool.operands.includes('-')) await tool.process.write(2, 'tail: no files remaining\n');
  let last = watched.at(-1)?.path;
  const pid = given.value('pid');
  const interval = given.has('interval') ? Number(given.value('interval')) * 1000 : followInterval;
  while (watched.length > 0) {
    for (const file of watched) {
      const notice = changeNotice(tool, file);
      if (notice !== undefined && tool.flavour === 'gnu') await process.write(2, `tail: ${notice}\n`);
      const added = readAdded(tool, file);
      if (added.length === 0) continue;
      if (titled && last !== file.path) await process.write(1, `\n==> ${file.path} <==\n`);
      last = file.path;
      await process.write(1, added);
    }
    if (pid !== undefined && !process.list().some((row) => String(row.pid) === pid)) return;
    await process.sleep(interval);
  }
}

/** What tail says of a file that became shorter, was replaced, vanished or appeared since it looked last. */
function changeNotice(tool: Tool<Key>, file: { path: string; position: number; inode: number }): string | undefined {
  const { files } = tool.process;
  try {
    const { size, inode } = files.stat(file.path);
    if (inode === file.inode) return size < file.position ? `${file.path}: file truncated` : undefined;
    return file.inode === -1 ? `${quoteAlways(file.path)} has appeared;  following new file` : `${quoteAlways(file.path)} has been replaced;  following new file`;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (file.inode === -1) return undefined;
    file.inode = -1;
    return `${quoteAlways(file.path)} has become inaccessible: ${error.message}`;
  }
}

function readAdded(tool: Tool<Key>, file: { path: string; position: number; inode: number }): Uint8Array {
  const { files } = tool.process;
  try {
    const { size, inode } = files.stat(file.path);
    if (inode !== file.inode || size < file.position) {
      file.inode = inode;
      file.position = 0;
    }
    if (size === file.position) return new Uint8Array(0);
    const { node } = files.resolve(file.path);
    const parts: Uint8Array[] = [];
    while (file.position < size) {
      const part = node.read(file.position, Math.min(65_536, size - file.position));
      if (part.length === 0) break;
      file.position += part.length;
      parts.push(part.slice());
    }
    return concatenate(parts);
  } catch (error) {
    if (isSystemError(error)) return new Uint8Array(0); // gone for now
    throw error;
  }
}
