import { isSystemError } from '../../kernel/errno';
import { parseMode } from '../command-line/mode';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

const help = `Usage: mkdir [OPTION]... DIRECTORY...
Create the DIRECTORY(ies), if they do not already exist.

  -m, --mode=MODE   set file mode (as in chmod), not a=rwx - umask
  -p, --parents     no error if existing, make parent directories as needed
  -v, --verbose     print a message for each created directory
      --help        display this help and exit
`;

/** `mkdir`. */
export const createMkdir = (flavour: Flavour) =>
  createTool(
    {
      name: 'mkdir',
      options: { mode: 'm,mode=', parents: 'p,parents', verbose: 'v,verbose', context: 'Z' },
      help,
      async run(tool) {
        const { files } = tool.process;
        const gnu = tool.flavour === 'gnu';
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        const wanted = tool.options.value('mode');
        const mode = wanted === undefined ? undefined : parseMode(wanted, tool.process.umask)?.(0o777, true);
        if (wanted !== undefined && mode === undefined) {
          await tool.complain(`invalid mode ${quoteLocale(wanted)}`);
          return;
        }
        for (const path of tool.operands) {
          try {
            for (const part of tool.options.has('parents') ? missingParents(path, (one) => files.exists(one)) : [path]) {
              files.makeDirectory(part);
              if (tool.options.has('verbose')) await tool.out.write(gnu ? `mkdir: created directory '${part}'\n` : `created directory: '${part}'\n`);
            }
            // An existing file in the way is an error even with -p.
            if (tool.options.has('parents') && files.stat(path).kind !== 'directory') files.makeDirectory(path);
            if (mode !== undefined) files.changeMode(path, mode);
          } catch (error) {
            if (!isSystemError(error)) throw error;
            await tool.complain(gnu ? `cannot create directory ${quoteLocale(error.errno === 'ENOTDIR' && tool.options.has('parents') ? firstFile(path, (one) => files.exists(one) && files.stat(one).kind !== 'directory') : path)}: ${error.message}` : `can't create directory '${path}': ${error.message}`);
          }
        }
      },
    },
    flavour,
  );

/** The leading part of `path` that is no directory. */
function firstFile(path: string, isFile: (path: string) => boolean): string {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).find((part) => part !== '' && isFile(part)) ?? path;
}

/** The leading directories of `path`, and itself, that are not there yet, outermost first. */
function missingParents(path: string, exists: (path: string) => boolean): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((part, index) => part !== '' && (parts[index] ?? '') !== '' && !exists(part));
}
