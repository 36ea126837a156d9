import { isSystemError } from '../../kernel/errno';
import { readAll } from '../command-line/input';
import { decode } from '../../kernel/bytes';
import { signalNumbers } from '../../process/signal';
import { findExecutable } from '../command-line/find-executable';
import { ask } from '../command-line/ask';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = {
  null: '0,null',
  file: 'a,arg-file=',
  delimiter: 'd,delimiter=',
  endOfFile: 'E,e,eof=',
  replace: 'I=',
  replaceOptional: 'i,replace[=]',
  lines: 'L,max-lines=',
  arguments: 'n,max-args=',
  processes: 'P,max-procs=',
  interactive: 'p,interactive',
  noRunIfEmpty: 'r,no-run-if-empty',
  characters: 's,max-chars=',
  verbose: 't,verbose',
  exit: 'x,exit',
  openTerminal: 'o,open-tty',
} as const;
type Key = keyof typeof options;

const help = `Usage: xargs [OPTION]... COMMAND [INITIAL-ARGS]...
Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.

  -0, --null                   items are separated by a null, not whitespace
  -a, --arg-file=FILE          read arguments from FILE, not standard input
  -d, --delimiter=CHARACTER    items in input stream are separated by CHARACTER
  -I R                         replace R in INITIAL-ARGS with names read
  -L, --max-lines=MAX-LINES    use at most MAX-LINES non-blank input lines
                                 per command line
  -n, --max-args=MAX-ARGS      use at most MAX-ARGS arguments per command line
  -P, --max-procs=MAX-PROCS    run at most MAX-PROCS processes at a time
  -p, --interactive            prompt before running commands
  -r, --no-run-if-empty        if there are no arguments, then do not run COMMAND
  -t, --verbose                print commands before executing them
  -x, --exit                   exit if the size (see -s) is exceeded
      --help                   display this help and exit
`;

/** Characters of arguments that one command line takes. */
const lineLimit = 131_072;

/** `xargs`. */
export const createXargs = (flavour: Flavour) => createTool({ name: 'xargs', options, help, stopAtOperand: true, run }, flavour);

async function run(tool: Tool<Key>): Promise<number> {
  const { options: given, process } = tool;
  const command = tool.operands.length > 0 ? tool.operands : ['echo'];
  const file = given.value('file');
  for (const [key, letter, least] of [['arguments', 'n', 1], ['lines', 'L', 1], ['processes', 'P', 0]] as const) {
    const value = given.value(key);
    if (value === undefined || (/^\d+$/.test(value) && Number(value) >= least)) continue;
    await process.write(2, /^\d+$/.test(value) ? `xargs: value ${value} for -${letter} option should be >= ${least}\n` : `xargs: invalid number "${value}" for -${letter} option\n`);
    await process.write(2, "Try 'xargs --help' for more information.\n");
    return 1;
  }
  let text: string;
  try {
    const descriptor = file === undefined ? 0 : await process.open(file, { read: true });
    text = decode(await readAll(process, descriptor));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(`Cannot open input file \u2018${file}\u2019: ${error.message}`);
    return 1;
  }
  const replace = given.value('replace') ?? (given.has('replaceOptional') ? (given.value('replaceOptional') ?? '{}') : undefined);
  const all = split(text, given, replace !== undefined);
  const stop = given.value('endOfFile');
  const at = stop === undefined || typeof all === 'string' ? -1 : all.findIndex((item) => item.text === stop);
  const items = at < 0 || typeof all === 'string' ? all : all.slice(0, at);
  const room = Math.min(lineLimit, Number(given.value('characters') ?? lineLimit)) - command.reduce((sum, word) => sum + word.length + 1, 0);
  if (typeof items === 'string') {
    await tool.complain(items);
    return 1;
  }
  const runner = createRunner(tool, Math.max(0, Number(given.value('processes') ?? 1)), command[0] ?? '');
  if (replace !== undefined) {
    for (const { text: item } of items) await runner.start(command.map((word) => word.replaceAll(replace, item)));
    return await runner.finish();
  }
  const most = Number(given.value('arguments') ?? Number.POSITIVE_INFINITY);
  const lines = Number(given.value('lines') ?? Number.POSITIVE_INFINITY);
  let batch: string[] = [];
  let size = 0;
  let firstLine = items[0]?.line ?? 0;
  for (const { text: item, line } of items) {
    if (batch.length > 0 && (batch.length >= most || size + item.length + 1 > room || line - firstLine >= lines)) {
      await runner.start([...command, ...batch]);
      batch = [];
      size = 0;
      firstLine = line;
    }
    batch.push(item);
    size += item.length + 1;
  }
  if (batch.length > 0 || (items.length === 0 && !given.has('noRunIfEmpty') && tool.flavour === 'gnu')) await runner.start([...command, ...batch]);
  return await runner.finish();
}

/** Items with the number of their line (counting lines with something in them); a complaint about quotes. */
function split(text: string, given: Tool<Key>['options'], byLine: boolean): { text: string; line: number }[] | string {
  const delimiter = given.has('null') ? '\0' : given.value('delimiter')?.replace('\\n', '\n').replace('\\t', '\t').replace('\\0', '\0');
  if (delimiter !== undefined) {
    const parts = text.split(delimiter);
    if (parts.at(-1) === '') parts.pop();
    return parts.map((item, line) => ({ text: item, line }));
  }
  const items: { text: string; line: number }[] = [];
  const lines = text.split('\n');
  let number = 0;
  for (const line of lines) {
    let item = '';
    let inItem = false;
    let quote = '';
    for (let at = 0; at < line.length; at++) {
      const character = line[at] ?? '';
      if (quote !== '') {
        if (character === quote) quote = '';
        else item += character;
      } else if (character === '\\') {
        item += line[++at] ?? '';
        inItem = true;
      } else if (character === '"' || character === "'") {
        quote = character;
        inItem = true;
      } else if (/[ \t]/.test(character) && !(byLine && inItem)) {
        if (inItem) items.push({ text: item, line: number });
        item = '';
        inItem = false;
      } else {
        item += character;
        inItem = true;
      }
    }
    if (quote !== '') return `unmatched ${quote === '"' ? 'double' : 'single'} quote; by default quotes are special to xargs unless you use the -0 option`;
    if (inItem) items.push({ text: item, line: number });
    if (line.trim() !== '') number++;
  }
  return items;
}

/** Starts commands, at most `parallel` at once (0: no limit), and works out the exit code: 123 when one failed, 124 to 127 as xargs(1). */
function createRunner(tool: Tool<Key>, parallel: number, command: string) {
  const { process } = tool;
  let running = 0;
  let code = 0;
  let stop = false;
  async function reap(): Promise<void> {
    const result = await process.wait('any');
    running--;
    if (result?.status.kind === 'exited') {
      if (result.status.code === 255) {
        await tool.complain(`${command}: exited with status 255; aborting`);
        code = 124;
        stop = true;
      } else if (result.status.code !== 0) code = Math.max(code, 123);
    } else if (result?.status.kind === 'signaled') {
      await tool.complain(`${command}: terminated by signal ${signalNumbers[result.status.signal]}`);
      code = 125;
      stop = true;
    }
  }
  return {
    async start(words: readonly string[]): Promise<void> {
      if (stop) return;
      if (tool.options.has('verbose') || tool.options.has('interactive')) {
        const line = words.join(' ');
        if (tool.options.has('interactive')) {
          if (!(await ask(process, `${line}?...`))) return;
        } else await process.write(2, `${line}\n`);
      }
      while (parallel > 0 && running >= parallel) await reap();
      const [name = ''] = words;
      const path = findExecutable(process, name, process.env.get('PATH'));
      const nothing = await process.open('/dev/null', { read: true });
      try {
        if (path === undefined) throw new UsageError('No such file or directory');
        await process.spawn({
          path,
          argv: words,
          files: new Map([
            [0, nothing],
            [1, 1],
            [2, 2],
          ]),
        });
        running++;
      } catch (error) {
        if (!isSystemError(error) && !(error instanceof UsageError)) throw error;
        await tool.complain(tool.flavour === 'gnu' ? `${name}: ${error.message}` : `${name}: ${error.message}`);
        code = isSystemError(error) && error.errno !== 'ENOENT' ? 126 : 127;
        stop = true;
      } finally {
        process.close(nothing);
      }
    },
    async finish(): Promise<number> {
      while (running > 0) await reap();
      return code;
    },
  };
}
