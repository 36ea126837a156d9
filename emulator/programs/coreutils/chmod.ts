import { isSystemError } from '../../kernel/errno';
import { formatMode, parseMode, type ModeChange } from '../command-line/mode';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = { recursive: 'R,recursive', verbose: 'v,verbose', changes: 'c,changes', silent: 'f,silent,quiet', reference: 'reference=' } as const;
type Key = keyof typeof options;

const help = `Usage: chmod [OPTION]... MODE[,MODE]... FILE...
  or:  chmod [OPTION]... OCTAL-MODE FILE...
  or:  chmod [OPTION]... --reference=RFILE FILE...
Change the mode of each FILE to MODE.

  -c, --changes          like verbose but report only when a change is made
  -f, --silent, --quiet  suppress most error messages
  -v, --verbose          output a diagnostic for every file processed
      --reference=RFILE  use RFILE's mode instead of specifying MODE values
  -R, --recursive        change files and directories recursively
      --help             display this help and exit
`;

/** A mode such as `-x`, as opposed to an option. */
const isMode = (word: string) => /^-[rwxXstugoa,=+-]+$/.test(word);

/** `chmod`. */
export const createChmod = (flavour: Flavour) => createTool({ name: 'chmod', options, help, isOperand: isMode, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { files } = tool.process;
  const operands = [...tool.operands];
  const reference = tool.options.value('reference');
  const text = reference === undefined ? operands.shift() : undefined;
  if (reference === undefined && text === undefined) throw new UsageError('missing operand');
  if (operands.length === 0) throw new UsageError(text === undefined ? 'missing operand' : `missing operand after ${quoteLocale(text)}`);
  let change: ModeChange | undefined;
  if (reference !== undefined) {
    try {
      const { mode } = files.stat(reference);
      change = () => mode;
    } catch (error) {
      await tool.complainOf(`failed to get attributes of ${quoteAlways(reference)}`, error);
      return;
    }
  } else change = parseMode(text ?? '', tool.process.umask);
  if (!change) throw new UsageError(tool.flavour === 'gnu' ? `invalid mode: ${quoteLocale(text ?? '')}` : `invalid mode '${text}'`);
  for (const path of operands) await apply(tool, path, change);
}

async function apply(tool: Tool<Key>, path: string, change: ModeChange): Promise<void> {
  const { files } = tool.process;
  await tool.process.tick();
  try {
    const before = files.stat(path);
    const mode = change(before.mode, before.kind === 'directory');
    files.changeMode(path, mode);
    const changed = mode !== before.mode;
    if (tool.options.has('verbose') || (tool.options.has('changes') && changed)) {
      const show = (bits: number) => `${bits.toString(8).padStart(4, '0')} (${formatMode(before.kind, bits).slice(1)})`;
      await tool.out.write(changed ? `mode of ${quoteAlways(path)} changed from ${show(before.mode)} to ${show(mode)}\n` : `mode of ${quoteAlways(path)} retained as ${show(mode)}\n`);
    }
    if (tool.options.has('recursive') && before.kind === 'directory') {
      for (const entry of files.readDirectory(path)) if (entry.kind !== 'symlink') await apply(tool, `${path.replace(/\/+$/, '')}/${entry.name}`, change);
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    tool.code = 1;
    if (tool.options.has('silent')) return;
    const verb = error.errno === 'EPERM' ? 'changing permissions of' : 'cannot access';
    await tool.complain(tool.flavour === 'gnu' ? `${verb} ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
  }
}
