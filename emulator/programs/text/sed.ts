import { isSystemError } from '../../kernel/errno';
import { readAll, readByteLines, toBinaryText, toBytes } from '../command-line/input';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import { parseScript, SedError } from './sed-parse';
import { createEditor, type LineSource } from './sed-run';
import { encode } from '../../kernel/bytes';

const options = {
  quiet: 'n,quiet,silent',
  expression: 'e,expression=',
  file: 'f,file=',
  extended: 'E,r,regexp-extended',
  inPlace: 'i,in-place[=]',
  separate: 's,separate',
  unbuffered: 'u,unbuffered',
  zero: 'z,null-data',
  posix: 'posix',
  debug: 'debug',
  follow: 'follow-symlinks',
  lineLength: 'l,line-length=',
  sandbox: 'sandbox',
} as const;
type Key = keyof typeof options;

const help = `Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...

  -n, --quiet, --silent
                 suppress automatic printing of pattern space
      --debug
                 annotate program execution
  -e script, --expression=script
                 add the script to the commands to be executed
  -f script-file, --file=script-file
                 add the contents of script-file to the commands to be executed
  --follow-symlinks
                 follow symlinks when processing in place
  -i[SUFFIX], --in-place[=SUFFIX]
                 edit files in place (makes backup if SUFFIX supplied)
  -l N, --line-length=N
                 specify the desired line-wrap length for the \`l' command
  --posix
                 disable all GNU extensions.
  -E, -r, --regexp-extended
                 use extended regular expressions in the script
                 (for portability use POSIX -E).
  -s, --separate
                 consider files as separate rather than as a single,
                 continuous long stream.
      --sandbox
                 operate in sandbox mode (disable e/r/w commands).
  -u, --unbuffered
                 load minimal amounts of data from the input files and flush
                 the output buffers more often
  -z, --null-data
                 separate lines by NUL characters
      --help     display this help and exit
      --version  output version information and exit

If no -e, --expression, -f, or --file option is given, then the first
non-option argument is taken as the sed script to interpret.  All
remaining arguments are names of input files; if no input files are
specified, then the standard input is read.

GNU sed home page: <https://www.gnu.org/software/sed/>.
General help using GNU software: <https://www.gnu.org/gethelp/>.
`;

/** `sed`: GNU's commands and addresses. */
export const createSed = (flavour: Flavour) => createTool({ name: 'sed', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<number> {
  const { options: given, process } = tool;
  const operands = [...tool.operands];
  const scripts: string[] = [];
  for (const option of given.given) {
    if (option.key === 'expression') scripts.push(option.value ?? '');
    if (option.key === 'file') {
      try {
        scripts.push(process.files.readText(option.value === '-' ? '/dev/stdin' : (option.value ?? '')).replace(/\n$/, ''));
      } catch (error) {
        await tool.complainOf(`couldn't open file ${option.value}`, error);
        return 1;
      }
    }
  }
  if (scripts.length === 0) {
    const script = operands.shift();
    if (script === undefined) {
      if (tool.flavour === 'busybox') throw new UsageError('missing operand');
      await process.write(2, help);
      return 1;
    }
    scripts.push(script);
  }
  const end = given.has('zero') ? '\0' : '\n';
  let commands: ReturnType<typeof parseScript>;
  try {
    commands = parseScript(toBinaryText(encode(scripts.join('\n'))), given.has('extended'));
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    await tool.complain(`-e expression #1, char ${error.at}: ${error.message}`);
    return 1;
  }
  const quiet = given.has('quiet') || commands.silent;
  const files = operands.length > 0 ? operands : ['-'];
  if (given.has('inPlace') || given.has('separate')) {
    for (const file of files) {
      const source = linesOf(tool, [file], end);
      if (!given.has('inPlace')) {
        const code = await createEditor(process, commands.list, { quiet, end, write: (text) => tool.out.write(toBytes(text)) }).run(source);
        if (code !== undefined) return code;
        continue;
      }
      if (!process.files.exists(file)) {
        await tool.complain(`can't read ${file}: No such file or directory`, 2);
        continue;
      }
      const parts: string[] = [];
      const code = await createEditor(process, commands.list, { quiet, end, write: (text) => void parts.push(text) }).run(source);
      const suffix = given.value('inPlace');
      if (suffix) process.files.writeFile(suffix.includes('*') ? suffix.replace('*', file) : file + suffix, process.files.readFile(file));
      process.files.writeFile(file, toBytes(parts.join('')));
      if (code !== undefined) return code;
    }
    return tool.code;
  }
  const code = await createEditor(process, commands.list, { quiet, end, write: (text) => tool.out.write(toBytes(text)) }).run(linesOf(tool, files, end));
  return code ?? tool.code;
}

/** The lines of several files one after another, with one line of looking ahead so that `$` is known. */
function linesOf(tool: Tool<Key>, files: readonly string[], end: string): LineSource {
  async function* lines(): AsyncGenerator<{ text: string; ended: boolean; file: string }> {
    for (const file of files) {
      let descriptor = 0;
      try {
        if (file !== '-') descriptor = await tool.process.open(file, { read: true });
        if (tool.process.fileAttributes(descriptor).kind === 'directory') {
          await tool.complain(tool.options.has('inPlace') ? `couldn't edit ${file}: not a regular file` : `read error on ${file}: Is a directory`, tool.options.has('inPlace') ? 4 : 2);
          continue;
        }
        for await (const bytes of readByteLines(tool.process, descriptor, end.charCodeAt(0))) {
          const ended = bytes.at(-1) === end.charCodeAt(0);
          yield { text: toBinaryText(ended ? bytes.subarray(0, -1) : bytes), ended, file };
        }
      } catch (error) {
        if (!isSystemError(error) || error.errno === 'EPIPE') throw error;
        await tool.complain(`${tool.flavour === 'gnu' ? "can't read " : ''}${file}: ${error.message}`, tool.flavour === 'gnu' ? 2 : 1);
      } finally {
        if (descriptor !== 0) tool.process.close(descriptor);
      }
    }
  }
  const iterator = lines();
  let ahead: Promise<IteratorResult<{ text: string; ended: boolean; file: string }>> | undefined;
  return {
    async next() {
      const result = await (ahead ?? iterator.next());
      ahead = undefined;
      return result.done ? undefined : result.value;
    },
    async isLast() {
      ahead ??= iterator.next();
      return (await ahead).done === true;
    },
    readFile: async (path) => {
      try {
        const descriptor = await tool.process.open(path, { read: true });
        const text = toBinaryText(await readAll(tool.process, descriptor));
        tool.process.close(descriptor);
        return text;
      } catch (error) {
        if (isSystemError(error)) return '';
        throw error;
      }
    },
  };
}
