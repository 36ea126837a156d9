import { isSystemError } from '../../kernel/errno';
import { ask } from '../command-line/ask';
import { quoteAlways } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = {
  force: 'f,force',
  ask: 'i',
  askOnce: 'I',
  interactive: 'interactive[=]',
  recursive: 'r,R,recursive',
  directory: 'd,dir',
  verbose: 'v,verbose',
  oneFileSystem: 'one-file-system',
  noPreserveRoot: 'no-preserve-root',
  preserveRoot: 'preserve-root[=]',
} as const;
type Key = keyof typeof options;

const help = `Usage: rm [OPTION]... [FILE]...
Remove (unlink) the FILE(s).

  -f, --force           ignore nonexistent files and arguments, never prompt
  -i                    prompt before every removal
  -I                    prompt once before removing more than three files, or
                          when removing recursively
      --no-preserve-root  do not treat '/' specially
  -r, -R, --recursive   remove directories and their contents recursively
  -d, --dir             remove empty directories
  -v, --verbose         explain what is being done
      --help            display this help and exit
`;

/** `rm`. */
export const createRm = (flavour: Flavour) => createTool({ name: 'rm', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { options: given, operands } = tool;
  if (operands.length === 0 && !given.has('force')) throw new UsageError('missing operand');
  if (given.last('askOnce', 'force') === 'askOnce' && (operands.length > 3 || given.has('recursive'))) {
    const count = operands.length;
    const question = `rm: remove ${count} argument${count === 1 ? '' : 's'}${given.has('recursive') ? ' recursively' : ''}? `;
    if (!(await ask(tool.process, question))) return;
  }
  for (const path of operands) {
    if (/(^|\/)\.\.?\/*$/.test(path) && (given.has('recursive') || tool.flavour === 'busybox')) {
      await tool.complain(`refusing to remove '.' or '..' directory: skipping ${quoteAlways(path)}`);
    } else if (given.has('recursive') && !given.has('noPreserveRoot') && /^\/+$/.test(path)) {
      await tool.complain("it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe");
    } else await remove(tool, path);
  }
}

/** Removes one file or tree; says what could not be. Returns whether it is gone. */
async function remove(tool: Tool<Key>, path: string): Promise<boolean> {
  const { process, options: given } = tool;
  const { files } = process;
  await process.tick();
  try {
    const attributes = files.lstat(path);
    const prompting = given.last('ask', 'force') === 'ask';
    if (attributes.kind === 'directory') {
      if (!given.has('recursive') && !given.has('directory')) {
        await tool.complain(tool.flavour === 'gnu' ? `cannot remove ${quoteAlways(path)}: Is a directory` : `'${path}' is a directory`);
        return false;
      }
      if (given.has('recursive')) {
        const entries = files.readDirectory(path);
        if (prompting && entries.length > 0 && !(await ask(process, `rm: descend into directory ${quoteAlways(path)}? `))) return false;
        let empty = true;
        for (const entry of entries) empty = (await remove(tool, `${path.replace(/\/+$/, '')}/${entry.name}`)) && empty;
        if (!empty) return false;
      }
      if (prompting && !(await ask(process, `rm: remove directory ${quoteAlways(path)}? `))) return false;
      files.removeDirectory(path);
      if (given.has('verbose')) await tool.out.write(`removed directory ${quoteAlways(path)}\n`);
      return true;
    }
    const kind = attributes.kind === 'file' ? (attributes.size === 0 ? 'regular empty file' : 'regular file') : attributes.kind === 'symlink' ? 'symbolic link' : attributes.kind;
    const guarded = !given.has('force') && attributes.kind !== 'symlink' && process.terminal(0) !== undefined && !files.access(path, { write: true });
    if (prompting || guarded) {
      if (!(await ask(process, `rm: remove ${guarded ? 'write-protected ' : ''}${kind} ${quoteAlways(path)}? `))) return false;
    }
    files.unlink(path);
    if (given.has('verbose')) await tool.out.write(`removed ${quoteAlways(path)}\n`);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (given.has('force') && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return true;
    await tool.complain(tool.flavour === 'gnu' ? `cannot remove ${quoteAlways(path)}: ${error.message}` : `can't remove '${path}': ${error.message}`);
    return false;
  }
}
