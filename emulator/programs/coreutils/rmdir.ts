import { isSystemError } from '../../kernel/errno';
import { quoteAlways } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

const help = `Usage: rmdir [OPTION]... DIRECTORY...
Remove the DIRECTORY(ies), if they are empty.

      --ignore-fail-on-non-empty  ignore each failure to remove a non-empty directory
  -p, --parents     remove DIRECTORY and its ancestors
  -v, --verbose     output a diagnostic for every directory processed
      --help        display this help and exit
`;

/** `rmdir`. */
export const createRmdir = (flavour: Flavour) =>
  createTool(
    {
      name: 'rmdir',
      options: { ignore: 'ignore-fail-on-non-empty', parents: 'p,parents', verbose: 'v,verbose' },
      help,
      async run(tool) {
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        for (const operand of tool.operands) {
          let path = operand.replace(/(.)\/+$/, '$1');
          for (;;) {
            try {
              if (tool.options.has('verbose')) await tool.out.write(`rmdir: removing directory, ${quoteAlways(path)}\n`);
              tool.process.files.removeDirectory(path);
            } catch (error) {
              if (!isSystemError(error)) throw error;
              if (!(tool.options.has('ignore') && error.errno === 'ENOTEMPTY')) {
                await tool.complain(tool.flavour === 'gnu' ? `failed to remove ${quoteAlways(path)}: ${error.message}` : `'${path}': ${error.message}`);
              }
              break;
            }
            const slash = path.lastIndexOf('/');
            if (!tool.options.has('parents') || slash <= 0) break;
            path = path.slice(0, slash);
          }
        }
      },
    },
    flavour,
  );
