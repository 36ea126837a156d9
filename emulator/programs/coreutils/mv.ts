import { isSystemError } from '../../kernel/errno';
import type { Attributes } from '../../vfs/types';
import { ask } from '../command-line/ask';
import { quoteAlways } from '../command-line/quote';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { backupPath } from './backup';
import { readTarget, targetOptions } from './target';

const options = { ...targetOptions, noClobber: 'n,no-clobber', strip: 'strip-trailing-slashes' } as const;
type Key = keyof typeof options;

const help = `Usage: mv [OPTION]... [-T] SOURCE DEST
  or:  mv [OPTION]... SOURCE... DIRECTORY
  or:  mv [OPTION]... -t DIRECTORY SOURCE...
Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.

      --backup[=CONTROL]       make a backup of each existing destination file
  -b                           like --backup but does not accept an argument
  -f, --force                  do not prompt before overwriting
  -i, --interactive            prompt before overwrite
  -n, --no-clobber             do not overwrite an existing file
  -S, --suffix=SUFFIX          override the usual backup suffix
  -t, --target-directory=DIRECTORY  move all SOURCE arguments into DIRECTORY
  -T, --no-target-directory    treat DEST as a normal file
  -u, --update                 move only when the SOURCE file is newer
  -v, --verbose                explain what is being done
      --help                   display this help and exit
`;

/** `mv`. */
export const createMv = (flavour: Flavour) => createTool({ name: 'mv', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const target = await readTarget(tool);
  if (!target) return;
  for (const source of target.sources) await move(tool, source, target.destination(source));
}

async function move(tool: Tool<Key>, from: string, to: string): Promise<void> {
  const { process, options: given } = tool;
  const { files } = process;
  let source: Attributes;
  try {
    source = files.lstat(from);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(tool.flavour === 'gnu' ? `cannot stat ${quoteAlways(from)}: ${error.message}` : `can't rename '${from}': ${error.message}`);
    return;
  }
  try {
    const existing = files.exists(to) ? files.lstat(to) : undefined;
    if (existing) {
      if (existing.device === source.device && existing.inode === source.inode) {
        await tool.complain(`${quoteAlways(from)} and ${quoteAlways(to)} are the same file`);
        return;
      }
      if (existing.kind === 'directory' && source.kind !== 'directory') {
        await tool.complain(`cannot overwrite directory ${quoteAlways(to)} with non-directory`);
        return;
      }
      if (existing.kind !== 'directory' && source.kind === 'directory') {
        await tool.complain(`cannot overwrite non-directory ${quoteAlways(to)} with directory ${quoteAlways(from)}`);
        return;
      }
      if (given.has('update') && existing.modified >= source.modified) return;
      const choice = given.last('noClobber', 'interactive', 'force');
      const guarded = choice !== 'force' && process.terminal(0) !== undefined && existing.kind === 'file' && !files.access(to, { write: true });
      if (choice === 'noClobber') return;
      if ((choice === 'interactive' || guarded) && !(await ask(process, `mv: ${guarded ? 'replace' : 'overwrite'} ${quoteAlways(to)}? `))) return;
    }
    const backup = existing ? backupPath(tool, to) : undefined;
    if (backup !== undefined) files.rename(to, backup);
    try {
      files.rename(from, to);
    } catch (error) {
      if (!isSystemError(error, 'EXDEV')) throw error;
      if (existing && backup === undefined) files.removeTree(to); // another file system: copy, then remove
      files.copyTree(from, to);
      files.removeTree(from);
    }
    if (given.has('verbose')) await tool.out.write(`renamed ${quoteAlways(from)} -> ${quoteAlways(to)}${backup === undefined ? '' : ` (backup: ${quoteAlways(backup)})`}\n`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.errno === 'EINVAL') await tool.complain(`cannot move ${quoteAlways(from)} to a subdirectory of itself, ${quoteAlways(to)}`);
    else await tool.complain(tool.flavour === 'gnu' ? `cannot move ${quoteAlways(from)} to ${quoteAlways(to)}: ${error.message}` : `can't rename '${from}': ${error.message}`);
  }
}
