import { isSystemError } from '../../kernel/errno';
import { ask } from '../command-line/ask';
import { quoteAlways } from '../command-line/quote';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { backupPath } from './backup';
import { canonicalPath, relativePath } from './canonical-path';
import { lastPart, readTarget, targetOptions, type Target } from './target';

const options = { ...targetOptions, symbolic: 's,symbolic', noDereference: 'n,no-dereference', relative: 'r,relative', logical: 'L,logical', physical: 'P,physical' } as const;
type Key = keyof typeof options;

const help = `Usage: ln [OPTION]... [-T] TARGET LINK_NAME
  or:  ln [OPTION]... TARGET
  or:  ln [OPTION]... TARGET... DIRECTORY
  or:  ln [OPTION]... -t DIRECTORY TARGET...
Create hard links by default, symbolic links with --symbolic.

      --backup[=CONTROL]      make a backup of each existing destination file
  -b                          like --backup but does not accept an argument
  -f, --force                 remove existing destination files
  -i, --interactive           prompt whether to remove destinations
  -n, --no-dereference        treat LINK_NAME as a normal file if it is a
                                symbolic link to a directory
  -r, --relative              with -s, create links relative to link location
  -s, --symbolic              make symbolic links instead of hard links
  -S, --suffix=SUFFIX         override the usual backup suffix
  -t, --target-directory=DIRECTORY  specify the DIRECTORY to create the links in
  -T, --no-target-directory   treat LINK_NAME as a normal file always
  -v, --verbose               print name of each linked file
      --help                  display this help and exit
`;

/** `ln`. */
export const createLn = (flavour: Flavour) => createTool({ name: 'ln', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { files } = tool.process;
  const [only] = tool.operands;
  let target: Target | undefined;
  if (tool.operands.length === 1 && only !== undefined && !tool.options.has('targetDirectory')) {
    target = { sources: [only], path: '.', directory: '.', destination: (source) => `./${lastPart(source)}` };
  } else {
    const last = tool.operands.at(-1) ?? '';
    const isLink = tool.options.has('noDereference') && tool.operands.length === 2 && files.exists(last) && files.lstat(last).kind === 'symlink';
    target = isLink ? { sources: [only ?? ''], path: last, directory: undefined, destination: () => last } : await readTarget(tool);
  }
  for (const source of target?.sources ?? []) await link(tool, source, target?.destination(source) ?? '');
}

async function link(tool: Tool<Key>, source: string, path: string): Promise<void> {
  const { files } = tool.process;
  const symbolic = tool.options.has('symbolic');
  const kind = symbolic ? 'symbolic' : 'hard';
  try {
    if (!symbolic && files.lstat(source).kind === 'directory') {
      await tool.complain(`${source}: hard link not allowed for directory`);
      return;
    }
    let there = true;
    try {
      files.lstat(path);
    } catch (error) {
      if (!isSystemError(error, 'ENOENT')) throw error;
      there = false;
    }
    if (there && tool.options.has('interactive') && !(await ask(tool.process, `ln: replace ${quoteAlways(path)}? `))) return;
    if (there && tool.flavour === 'gnu' && tool.options.has('force') && files.lstat(path).kind === 'directory') {
      await tool.complain(`${path}: cannot overwrite directory`);
      return;
    }
    const backup = there ? backupPath(tool, path) : undefined;
    if (backup !== undefined) files.rename(path, backup);
    else if (there && (tool.options.has('force') || tool.options.has('interactive'))) files.unlink(path);
    if (symbolic) files.symlink(tool.options.has('relative') ? relativePath(canonicalPath(files, source), canonicalPath(files, path.includes('/') ? path.replace(/\/[^/]*$/, '') || '/' : '.')) : source, path);
    else files.link(source, path, { follow: tool.options.has('logical') });
    if (tool.options.has('verbose')) await tool.out.write(`${quoteAlways(path)} ${symbolic ? '->' : '=>'} ${quoteAlways(source)}\n`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (tool.flavour === 'gnu' && error.path === source && !symbolic && error.errno === 'ENOENT') await tool.complain(`failed to access ${quoteAlways(source)}: ${error.message}`);
    else await tool.complain(tool.flavour === 'gnu' ? `failed to create ${kind} link ${quoteAlways(path)}${symbolic || error.errno === 'EEXIST' || error.errno === 'ENOSPC' || error.errno === 'EROFS' ? '' : ` => ${quoteAlways(source)}`}: ${error.message}` : `${error.path === source ? source : path}: ${error.message}`);
  }
}
