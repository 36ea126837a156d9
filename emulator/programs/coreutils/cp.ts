import { isSystemError } from '../../kernel/errno';
import type { Attributes, FileCalls } from '../../vfs/types';
import { ask } from '../command-line/ask';
import { chooseWord } from '../command-line/choose';
import { quoteAlways } from '../command-line/quote';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { backupPath } from './backup';
import { copyFile, keepMetadata, type Preserve } from './copy-file';
import { readTarget, targetOptions, type TargetKey } from './target';

const options = {
  ...targetOptions,
  archive: 'a,archive',
  links: 'd',
  dereference: 'L,dereference',
  noDereference: 'P,no-dereference',
  followOperands: 'H',
  hardLink: 'l,link',
  noClobber: 'n,no-clobber',
  keep: 'p',
  preserve: 'preserve[=]',
  noPreserve: 'no-preserve=',
  recursive: 'R,r,recursive',
  symbolic: 's,symbolic-link',
  parents: 'parents',
  reflink: 'reflink[=]',
  oneFileSystem: 'x,one-file-system',
} as const;
type Key = keyof typeof options | TargetKey;
const attributes = ['mode', 'timestamps', 'ownership', 'links', 'context', 'xattr', 'all'].map((word) => [word]);

const help = `Usage: cp [OPTION]... [-T] SOURCE DEST
  or:  cp [OPTION]... SOURCE... DIRECTORY
  or:  cp [OPTION]... -t DIRECTORY SOURCE...
Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.

  -a, --archive                same as -dR --preserve=all
      --backup[=CONTROL]       make a backup of each existing destination file
  -b                           like --backup but does not accept an argument
  -d                           same as --no-dereference --preserve=links
  -f, --force                  if an existing destination file cannot be
                                 opened, remove it and try again
  -i, --interactive            prompt before overwrite
  -l, --link                   hard link files instead of copying
  -L, --dereference            always follow symbolic links in SOURCE
  -n, --no-clobber             do not overwrite an existing file
  -P, --no-dereference         never follow symbolic links in SOURCE
  -p                           same as --preserve=mode,ownership,timestamps
      --preserve[=ATTR_LIST]   preserve the specified attributes
      --no-preserve=ATTR_LIST  don't preserve the specified attributes
      --parents                use full source file name under DIRECTORY
  -R, -r, --recursive          copy directories recursively
  -s, --symbolic-link          make symbolic links instead of copying
  -S, --suffix=SUFFIX          override the usual backup suffix
  -t, --target-directory=DIRECTORY  copy all SOURCE arguments into DIRECTORY
  -T, --no-target-directory    treat DEST as a normal file
  -u, --update                 copy only when the SOURCE file is newer than the
                                 destination file or when it is missing
  -v, --verbose                explain what is being done
      --help                   display this help and exit
`;

/** `cp`. */
export const createCp = (flavour: Flavour) => createTool({ name: 'cp', options, help, run }, flavour);

interface Copying {
  readonly keep: Preserve;
  readonly recursive: boolean;
  readonly follow: 'all' | 'operands' | 'none';
  /** Copies of files with several names, by device and inode. */
  readonly linked: Map<string, string>;
}

async function run(tool: Tool<Key>): Promise<void> {
  const { options: given } = tool;
  const target = await readTarget(tool);
  if (!target) return;
  const archive = given.has('archive');
  const list = given.values('preserve').join(',');
  for (const word of list.split(',').filter((one) => one !== '')) chooseWord('preserve', word, attributes);
  const without = given.values('noPreserve').join(',');
  for (const word of without.split(',').filter((one) => one !== '')) chooseWord('no-preserve', word, attributes);
  const all = archive || /\ball\b/.test(list);
  const plain = given.has('keep') || (given.has('preserve') && list === '');
  const recursive = archive || given.has('recursive');
  const linkKey = given.last('dereference', 'noDereference', 'followOperands', 'links', 'archive');
  const copying: Copying = {
    keep: {
      mode: (all || plain || list.includes('mode')) && !/mode|all/.test(without),
      owner: (all || plain || list.includes('ownership')) && !/ownership|all/.test(without),
      times: (all || plain || list.includes('timestamps')) && !/timestamps|all/.test(without),
      anyMode: /mode|all/.test(without),
    },
    recursive,
    follow: linkKey === 'dereference' ? 'all' : linkKey === 'followOperands' ? 'operands' : linkKey !== undefined || recursive ? 'none' : 'all',
    linked: new Map(),
  };
  for (const source of target.sources) {
    const to = given.has('parents') ? withParents(tool, source, target.directory ?? target.path) : target.destination(source);
    await copy(tool, source, to, copying, true);
  }
}

function withParents(tool: Tool<Key>, source: string, directory: string): string {
  const relative = source.replace(/^\/+/, '');
  const parent = relative.split('/').slice(0, -1).join('/');
  if (parent !== '') tool.process.files.makeDirectory(`${directory}/${parent}`, { parents: true });
  return `${directory}/${relative}`;
}

async function copy(tool: Tool<Key>, from: string, to: string, copying: Copying, operand: boolean): Promise<void> {
  const { process, options: given, flavour } = tool;
  const { files } = process;
  await process.tick();
  let source: Attributes;
  try {
    source = copying.follow === 'all' || (copying.follow === 'operands' && operand) ? files.stat(from) : files.lstat(from);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(flavour === 'gnu' ? `cannot stat ${quoteAlways(from)}: ${error.message}` : `can't stat '${from}': ${error.message}`);
    return;
  }
  try {
    if (source.kind === 'directory') {
      if (!copying.recursive) await tool.complain(flavour === 'gnu' ? `-r not specified; omitting directory ${quoteAlways(from)}` : `omitting directory '${from}'`);
      else await copyDirectory(tool, from, to, source, copying);
      return;
    }
    const problem = parentProblem(files, to);
    if (problem !== undefined && flavour === 'gnu') {
      await tool.complain(`cannot stat ${quoteAlways(to)}: ${problem}`);
      return;
    }
    let existing = files.exists(to) ? files.stat(to) : undefined;
    if (existing && !(await mayReplace(tool, from, to, source, existing))) return;
    const backup = existing ? backupPath(tool, to) : undefined;
    if (backup !== undefined) {
      files.rename(to, backup);
      existing = undefined;
    }
    const linkKey = `${source.device}:${source.inode}`;
    const earlier = source.links > 1 && given.has('archive') ? copying.linked.get(linkKey) : undefined;
    if (earlier !== undefined) files.link(earlier, to);
    else if (given.has('hardLink')) files.link(from, to);
    else if (given.has('symbolic')) files.symlink(from, to);
    else {
      if (source.kind === 'file' && !files.access(from, { read: true })) {
        await tool.complain(flavour === 'gnu' ? `cannot open ${quoteAlways(from)} for reading: Permission denied` : `can't open '${from}': Permission denied`);
        return;
      }
      if (existing && (source.kind !== 'file' || (given.has('force') && !files.access(to, { write: true })))) files.unlink(to);
      copyFile(process, from, to, source, copying.keep);
      copying.linked.set(linkKey, to);
    }
    if (given.has('verbose')) await tool.out.write(`${quoteAlways(from)} -> ${quoteAlways(to)}${backup === undefined ? '' : ` (backup: ${quoteAlways(backup)})`}\n`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(flavour === 'gnu' ? `cannot create ${source.kind === 'symlink' ? 'symbolic link' : 'regular file'} ${quoteAlways(to)}: ${error.message}` : `can't create '${to}': ${error.message}`);
  }
}

/** What is wrong with the way to a file that is to be made, when a part of it is no directory. */
function parentProblem(files: FileCalls, path: string): string | undefined {
  try {
    files.lstat(path);
  } catch (error) {
    if (isSystemError(error, 'ENOTDIR')) return error.message;
    if (!isSystemError(error)) throw error;
  }
  return undefined;
}

async function mayReplace(tool: Tool<Key>, from: string, to: string, source: Attributes, existing: Attributes): Promise<boolean> {
  const { options: given } = tool;
  if (existing.device === source.device && existing.inode === source.inode) {
    await tool.complain(`${quoteAlways(from)} and ${quoteAlways(to)} are the same file`);
    return false;
  }
  if (existing.kind === 'directory') {
    await tool.complain(`cannot overwrite directory ${quoteAlways(to)} with non-directory`);
    return false;
  }
  if (given.has('update') && existing.modified >= source.modified) return false;
  const choice = given.last('noClobber', 'interactive', 'force');
  if (choice === 'noClobber') return false;
  return choice !== 'interactive' || (await ask(tool.process, `cp: overwrite ${quoteAlways(to)}? `));
}

async function copyDirectory(tool: Tool<Key>, from: string, to: string, source: Attributes, copying: Copying): Promise<void> {
  const { files } = tool.process;
  const real = files.realPath(from);
  const destination = files.realPath(to, { missingLast: true });
  if (destination === real || destination.startsWith(`${real}/`)) {
    if (tool.flavour === 'gnu' && !files.exists(to)) files.makeDirectory(to, { mode: source.mode & 0o777 });
    await tool.complain(`cannot copy a directory, ${quoteAlways(from)}, into itself, ${quoteAlways(to)}`);
    return;
  }
  const made = !files.exists(to);
  if (made) files.makeDirectory(to, { mode: 0o700 });
  else if (files.stat(to).kind !== 'directory') {
    await tool.complain(`cannot overwrite non-directory ${quoteAlways(to)} with directory ${quoteAlways(from)}`);
    return;
  }
  if (tool.options.has('verbose') && made) await tool.out.write(`${quoteAlways(from)} -> ${quoteAlways(to)}\n`);
  for (const entry of files.readDirectory(from)) await copy(tool, `${from.replace(/\/+$/, '')}/${entry.name}`, `${to.replace(/\/+$/, '')}/${entry.name}`, copying, false);
  if (made && !copying.keep.mode) files.changeMode(to, source.mode & 0o777 & ~tool.process.umask);
  keepMetadata(tool.process, to, source, copying.keep);
}
