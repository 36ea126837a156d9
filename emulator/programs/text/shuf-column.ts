/** `shuf` and `column`. */
import { decode } from '../../kernel/bytes';
import { forEachInput, readAll } from '../command-line/input';
import { quoteLocale } from '../command-line/quote';
import { displayWidth } from '../command-line/width';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `shuf`. */
export const createShuf = (flavour: Flavour) =>
  createTool(
    {
      name: 'shuf',
      options: { echo: 'e,echo', range: 'i,input-range=', count: 'n,head-count=', repeat: 'r,repeat', output: 'o,output=', zero: 'z,zero-terminated' },
      help: 'Usage: shuf [OPTION]... [FILE]\n  or:  shuf -e [OPTION]... [ARG]...\n  or:  shuf -i LO-HI [OPTION]...\nWrite a random permutation of the input lines to standard output.\n\n  -e, --echo                treat each ARG as an input line\n  -i, --input-range=LO-HI   treat each number LO through HI as an input line\n  -n, --head-count=COUNT    output at most COUNT lines\n  -r, --repeat              output lines can be repeated\n      --help                display this help and exit\n',
      async run(tool) {
        const { options, process } = tool;
        const range = options.value('range');
        const limit = options.value('count');
        if (limit !== undefined && !/^\d+$/.test(limit)) return await tool.complain(`invalid line count: ${quoteLocale(limit)}`);
        let lines: string[] = [];
        if (range !== undefined) {
          const [, low, high] = /^(\d+)-(\d+)$/.exec(range) ?? [];
          if (low === undefined || high === undefined || Number(low) > Number(high) + 1) return await tool.complain(`invalid input range: ${quoteLocale(range)}`);
          lines = Array.from({ length: Number(high) - Number(low) + 1 }, (_, index) => String(Number(low) + index));
        } else if (options.has('echo')) lines = [...tool.operands];
        else {
          if (tool.operands.length > 1) throw new UsageError(`extra operand ${quoteLocale(tool.operands[1] ?? '')}`);
          await forEachInput(tool, tool.operands, async (descriptor) => {
            const text = decode(await readAll(process, descriptor));
            lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
          });
        }
        const { random } = process.system;
        const count = Math.min(Number(limit ?? Infinity), options.has('repeat') ? Infinity : lines.length);
        for (let done = 0; done < count && lines.length > 0; done++) {
          const pick = random.integer(lines.length);
          await tool.out.write(`${options.has('repeat') ? lines[pick] : lines.splice(pick, 1)[0]}\n`);
          await process.tick();
        }
      },
    },
    flavour,
  );

/** `column`: a table with -t, else as many columns as fit. */
export const createColumn = (flavour: Flavour) =>
  createTool(
    {
      name: 'column',
      options: { table: 't,table', separator: 's,separator=', output: 'o,output-separator=', width: 'c,output-width=', names: 'N,table-columns=', rows: 'x,fillrows' },
      help: '\nUsage:\n column [options] [<file>...]\n\nColumnate lists.\n\nOptions:\n -t, --table                      create a table\n -N, --table-columns <names>      comma separated columns names\n -c, --output-width <width>       width of output in number of characters\n -o, --output-separator <string>  columns separator for table output\n -s, --separator <string>         possible table delimiters\n -x, --fillrows                   fill rows before columns\n',
      async run(tool) {
        const { options } = tool;
        const lines: string[] = [];
        await forEachInput(tool, tool.operands, async (descriptor) => {
          lines.push(...decode(await readAll(tool.process, descriptor)).split('\n').filter((line) => line.trim() !== ''));
        });
        if (options.has('table')) {
          const separator = options.value('separator');
          const splitter = separator === undefined ? /[ \t]+/ : new RegExp(`[${separator.replaceAll(/[\]\\^-]/g, '\\$&')}]`);
          const rows = lines.map((line) => (separator === undefined ? line.trim() : line).split(splitter));
          const names = options.value('names');
          if (names !== undefined) rows.unshift(names.split(','));
          const widths: number[] = [];
          for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
          for (const row of rows) await tool.out.write(`${row.map((cell, index) => (index === row.length - 1 && index === widths.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - displayWidth(cell)))).join(options.value('output') ?? '  ')}\n`);
          return;
        }
        const screen = Number(options.value('width') ?? tool.process.terminal(1)?.size.columns ?? 80);
        const widest = Math.max(0, ...lines.map(displayWidth));
        const cell = (Math.floor(widest / 8) + 1) * 8;
        const columns = Math.max(1, Math.floor(screen / cell));
        const height = Math.ceil(lines.length / columns);
        for (let row = 0; row < height; row++) {
          const cells = Array.from({ length: columns }, (_, column) => (options.has('rows') ? lines[row * columns + column] : lines[column * height + row])).filter((one) => one !== undefined);
          await tool.out.write(`${cells.map((one, index) => (index === cells.length - 1 ? one : one + '\t'.repeat(Math.ceil((cell - displayWidth(one)) / 8)))).join('')}\n`);
        }
      },
    },
    flavour,
  );
