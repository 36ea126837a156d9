import { concatenate, noBytes } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { packPath } from '../../vfs/tar/pack-tree';
import type { TarEntry } from '../../vfs/tar/tar-entry';
import { TarError } from '../../vfs/tar/tar-entry';
import { readTar } from '../../vfs/tar/tar-reader';
import { streamTarBytes, writeTar } from '../../vfs/tar/tar-writer';
import { createUnpacker } from '../../vfs/tar/unpack-tree';
import { contentBytes, contentSize } from '../../vfs/lazy-content';
import { Accounts } from '../command-line/accounts';
import { formatDate } from '../command-line/date-format';
import { readAll } from '../command-line/input';
import { formatMode } from '../command-line/mode';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import { compress, decompress, looksCompressed } from './gzip-bytes';

const options = {
  create: 'c,create',
  extract: 'x,extract,get',
  list: 't,list',
  append: 'r,append',
  file: 'f,file=',
  verbose: 'v,verbose',
  gzip: 'z,gzip,gunzip',
  auto: 'a,auto-compress',
  directory: 'C,directory=',
  exclude: 'exclude=',
  strip: 'strip-components=',
  toStdout: 'O,to-stdout',
  preserve: 'p,preserve-permissions,same-permissions',
  sameOwner: 'same-owner',
  noSameOwner: 'no-same-owner',
  absolute: 'P,absolute-names',
  numeric: 'numeric-owner',
  keep: 'k,keep-old-files',
  touch: 'm,touch',
  dereference: 'h,dereference',
  filesFrom: 'T,files-from=',
  wildcards: 'wildcards',
  overwrite: 'overwrite',
  owner: 'owner=',
  group: 'group=',
  transform: 'transform=',
} as const;
type Key = keyof typeof options;

const help = `Usage: tar [OPTION...] [FILE]...
GNU 'tar' saves many files together into a single tape or disk archive, and can
restore individual files from the archive.

Examples:
  tar -cf archive.tar foo bar  # Create archive.tar from files foo and bar.
  tar -tvf archive.tar         # List all files in archive.tar verbosely.
  tar -xf archive.tar          # Extract all files from archive.tar.

 Main operation mode:
  -c, --create               create a new archive
  -t, --list                 list the contents of an archive
  -x, --extract, --get       extract files from an archive

 Options:
  -C, --directory=DIR        change to directory DIR
  -f, --file=ARCHIVE         use archive file
  -O, --to-stdout            extract files to standard output
  -v, --verbose              verbosely list files processed
  -z, --gzip                 filter the archive through gzip
      --exclude=PATTERN      exclude files, given as a PATTERN
      --strip-components=NUMBER  strip NUMBER leading components on extraction
      --no-same-owner        extract files as yourself
  -p, --preserve-permissions extract information about file permissions
`;

/** `tar`: create, list, extract; gzip. The first word may be options without a dash (`tar xzf …`). */
export const createTar = (flavour: Flavour) => {
  const tool = createTool({ name: 'tar', options, help, usageCode: flavour === 'gnu' ? 64 : 1, run }, flavour);
  return (process: Process) => tool(withDash(process));
};

/** The old way of writing options: letters first, their arguments after them in order. */
function withDash(process: Process): Process {
  const [name = 'tar', first = '', ...rest] = process.argv;
  if (first === '' || first.startsWith('-') || !/^[a-zA-Z]+$/.test(first)) return process;
  const words: string[] = [];
  for (const letter of first) words.push(/[fCT]/.test(letter) ? `-${letter}${rest.shift() ?? ''}` : `-${letter}`);
  return Object.create(process, { argv: { value: [name, ...words, ...rest] } }) as Process;
}

class Failure extends Error {
  override readonly name = 'Failure';
}

async function run(tool: Tool<Key>): Promise<number | void> {
  const { options: given } = tool;
  const modes = (['create', 'extract', 'list', 'append'] as const).filter((mode) => given.has(mode));
  if (modes.length === 0) {
    await tool.process.write(2, "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n");
    return 2;
  }
  if (modes.length > 1) throw new UsageError("You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option");
  try {
    if (modes[0] === 'create') await create(tool);
    else if (modes[0] === 'append') throw new Failure('Appending to archives is not part of this emulated tar');
    else await extract(tool, modes[0] === 'list');
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof TarError)) throw error;
    const missing = /^(.*): Cannot open: (.*)$/s.exec(error.message);
    if (tool.flavour === 'busybox') return void (await tool.complain(missing ? `can't open '${missing[1]}': ${missing[2]}` : error instanceof TarError ? 'invalid tar magic' : error.message));
    await tool.complain(error instanceof TarError ? (error.reason === 'invalid-header' ? 'This does not look like a tar archive' : 'Unexpected EOF in archive') : error.message, 2);
    if (tool.flavour === 'gnu') await tool.process.write(2, 'tar: Error is not recoverable: exiting now\n');
    return 2;
  }
  if (tool.code > 0 && tool.flavour === 'gnu') await tool.process.write(2, 'tar: Exiting with failure status due to previous errors\n');
  return tool.code > 0 ? 2 : 0;
}

const archiveName = (tool: Tool<Key>) => tool.options.value('file') ?? '-';

function excluded(tool: Tool<Key>, name: string): boolean {
  return tool.options.values('exclude').some((glob) => {
    const source = glob.replaceAll(/[.+^$(){}|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
    return new RegExp(`(^|/)${source}($|/)`).test(name);
  });
}

async function create(tool: Tool<Key>): Promise<void> {
  const { process, options: given } = tool;
  const archive = archiveName(tool);
  if (tool.operands.length === 0 && !given.has('filesFrom')) {
    throw new Failure('Cowardly refusing to create an empty archive');
  }
  if (archive === '-' && process.terminal(1)) throw new Failure('Refusing to write archive contents to terminal (missing -f option?)');
  const accounts = new Accounts(process.files);
  const output = archive === '-' ? 1 : await openOrFail(process, archive, { write: true, create: true, truncate: true });
  const directory = given.value('directory');
  const from = process.cwd;
  if (directory !== undefined) changeDirectory(process, directory);
  const listed = given.has('filesFrom') ? process.files.readText(given.value('filesFrom') ?? '').split('\n').filter((line) => line !== '') : [];
  const entries: TarEntry[] = [];
  let warned = false;
  for (const operand of [...tool.operands, ...listed]) {
    try {
      const name = operand.replace(/(.)\/+$/, '$1');
      const rootName = given.has('absolute') ? name : name.replace(/^\/+/, '');
      if (rootName !== name && !warned) {
        await process.write(2, "tar: Removing leading `/' from member names\n");
        warned = true;
      }
      for (const entry of packPath(process.files, name, { rootName: rootName === '' ? '.' : rootName })) {
        if (excluded(tool, entry.name)) continue;
        entries.push({ ...entry, userName: accounts.userName(entry.uid), groupName: accounts.groupName(entry.gid) });
        if (given.has('verbose')) await process.write(archive === '-' ? 2 : 1, `${entry.name}${entry.kind === 'directory' ? '/' : ''}\n`);
      }
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(`${operand}: Cannot stat: ${error.message}`, 2);
    }
  }
  if (directory !== undefined) process.changeDirectory(from);
  const zipped = given.has('gzip') || (given.has('auto') && /\.(tgz|gz)$/.test(archive));
  const parts: Uint8Array[] = [];
  for await (const bytes of streamTarBytes(writeTar(entries))) {
    if (zipped) parts.push(bytes.slice());
    else await process.write(output, bytes);
  }
  if (zipped) await process.write(output, await compress(process, concatenate(parts)));
  if (output !== 1) process.close(output);
}

async function openOrFail(process: Process, path: string, how: Parameters<Process['open']>[1]): Promise<number> {
  try {
    return await process.open(path, how);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new Failure(`${path}: Cannot open: ${error.message}`);
  }
}

function changeDirectory(process: Process, path: string): void {
  try {
    process.changeDirectory(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new Failure(`${path}: Cannot open: ${error.message}`);
  }
}

async function extract(tool: Tool<Key>, listing: boolean): Promise<void> {
  const { process, options: given } = tool;
  const archive = archiveName(tool);
  if (archive === '-' && process.terminal(0)) throw new Failure('Refusing to read archive contents from terminal (missing -f option?)');
  const input = archive === '-' ? 0 : await openOrFail(process, archive, { read: true });
  let bytes = await readAll(process, input);
  if (input !== 0) process.close(input);
  if (looksCompressed(bytes)) {
    if (archive === '-' && !given.has('gzip')) throw new Failure('Archive is compressed. Use -z option');
    bytes = await decompress(process, bytes);
  } else if (given.has('gzip')) {
    await process.write(2, '\ngzip: stdin: not in gzip format\n');
    throw new Failure('Child returned status 1');
  }
  const directory = given.value('directory');
  if (directory !== undefined) changeDirectory(process, directory);
  const owners = process.credentials.uid === 0 ? !given.has('noSameOwner') : given.has('sameOwner');
  const unpacker = createUnpacker(process.files, '.', { owners });
  const strip = Number(given.value('strip') ?? 0);
  const wanted = tool.operands.map((name) => name.replace(/(.)\/+$/, '$1'));
  const met = new Set<string>();
  if (bytes.length === 0) throw new Failure(archive === '-' ? 'This does not look like a tar archive' : 'This does not look like a tar archive');
  for (const entry of readTar([bytes.length === 0 ? noBytes : bytes])) {
    await process.tick();
    const chosen = wanted.length === 0 || wanted.some((name) => (entry.name === name || entry.name.startsWith(`${name}/`)) && (met.add(name), true));
    if (!chosen || excluded(tool, entry.name)) continue;
    if (given.has('verbose') || listing) await tool.out.write(given.has('verbose') && listing ? longLine(entry, tool) : `${entry.name}${entry.kind === 'directory' ? '/' : ''}\n`);
    if (listing) continue;
    if (given.has('toStdout')) {
      if (entry.content) await tool.out.write(contentBytes(entry.content));
      continue;
    }
    const name = strip === 0 ? entry.name : entry.name.replace(/^\.?\/+/, '').split('/').slice(strip).join('/');
    if (name === '') continue;
    try {
      unpacker.add({ ...entry, name });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(`${entry.name}: Cannot open: ${error.message}`, 2);
    }
  }
  if (!listing) unpacker.finish();
  for (const name of wanted) if (!met.has(name)) await tool.complain(`${name}: Not found in archive`, 2);
}

function longLine(entry: TarEntry, tool: Tool<Key>): string {
  const numeric = tool.options.has('numeric');
  const owner = `${numeric || !entry.userName ? entry.uid : entry.userName}/${numeric || !entry.groupName ? entry.gid : entry.groupName}`;
  const size = String(entry.content ? contentSize(entry.content) : 0);
  const kind = entry.kind === 'hardlink' ? 'file' : entry.kind;
  const mode = entry.kind === 'hardlink' ? `h${formatMode(kind, entry.mode).slice(1)}` : formatMode(kind, entry.mode);
  const link = entry.kind === 'symlink' ? ` -> ${entry.linkName}` : entry.kind === 'hardlink' ? ` link to ${entry.linkName}` : '';
  return `${mode} ${owner} ${size.padStart(Math.max(size.length, 18 - owner.length))} ${formatDate('%Y-%m-%d %H:%M', entry.modified)} ${entry.name}${entry.kind === 'directory' ? '/' : ''}${link}\n`;
}
