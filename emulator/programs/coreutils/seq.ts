import { formatPrintf } from '../command-line/printf-number';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

const help = `Usage: seq [OPTION]... LAST
  or:  seq [OPTION]... FIRST LAST
  or:  seq [OPTION]... FIRST INCREMENT LAST
Print numbers from FIRST to LAST, in steps of INCREMENT.

  -f, --format=FORMAT      use printf style floating-point FORMAT
  -s, --separator=STRING   use STRING to separate numbers (default: \\n)
  -w, --equal-width        equalize width by padding with leading zeroes
      --help               display this help and exit
`;

/** What is wrong with a format that has not exactly one directive for a floating-point number. */
function formatTrouble(format: string): string | undefined {
  const quoted = quoteLocale(format);
  const rest = format.replaceAll('%%', '');
  const at = rest.indexOf('%');
  if (at < 0) return `format ${quoted} has no % directive`;
  const [directive = '', letter = ''] = /^%[-+#0 ']*\d*(?:\.\d*)?L?(.?)/.exec(rest.slice(at)) ?? [];
  if (letter === '') return `format ${quoted} ends in %`;
  if (!/[efgaEFGA]/.test(letter)) return `format ${quoted} has unknown %${letter} directive`;
  return rest.slice(at + directive.length).includes('%') ? `format ${quoted} has too many % directives` : undefined;
}

/** `seq`. */
export const createSeq = (flavour: Flavour) =>
  createTool(
    {
      name: 'seq',
      options: { format: 'f,format=', separator: 's,separator=', equalWidth: 'w,equal-width' },
      help,
      isOperand: (word) => /^-\.?\d/.test(word),
      async run(tool) {
        const { operands } = tool;
        if (operands.length === 0) throw new UsageError('missing operand');
        if (operands.length > 3) throw new UsageError(`extra operand ${quoteLocale(operands[3] ?? '')}`);
        for (const operand of operands) {
          if (/^[-+]?nan$/i.test(operand)) throw new UsageError(`invalid ${quoteLocale('not-a-number')} argument: ${quoteLocale(operand)}`);
          if (operand.trim() === '' || (Number.isNaN(Number(operand)) && !/^[-+]?inf(inity)?$/i.test(operand))) throw new UsageError(`invalid floating point argument: ${quoteLocale(operand)}`);
        }
        const first = operands.length > 1 ? (operands[0] ?? '1') : '1';
        const step = operands.length > 2 ? (operands[1] ?? '1') : '1';
        const last = operands.at(-1) ?? '1';
        const increment = Number(step);
        if (increment === 0) throw new UsageError(`invalid Zero increment value: ${quoteLocale(step)}`);
        const digits = Math.max(...[first, step].map((text) => text.split('.')[1]?.length ?? 0));
        const format = tool.options.value('format');
        const trouble = format === undefined ? undefined : formatTrouble(format);
        if (trouble !== undefined) return await tool.complain(trouble);
        const separator = tool.options.value('separator') ?? '\n';
        const count = Math.floor((Number(last) - Number(first)) / increment + 1e-10);
        const plain = (index: number) => (Number(first) + index * increment).toFixed(digits);
        const width = tool.options.has('equalWidth') ? Math.max(plain(0).length, plain(Math.max(count, 0)).length) : 0;
        for (let index = 0; index <= count; index++) {
          const number = Number(first) + index * increment;
          let text = format === undefined ? plain(index) : formatPrintf(format, number);
          if (width > text.length) text = text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
          const flushed = tool.out.write(text + (index < count ? separator : '\n'));
          if (flushed) await flushed;
          if ((index & 1023) === 0) await tool.process.tick();
        }
      },
    },
    flavour,
  );
