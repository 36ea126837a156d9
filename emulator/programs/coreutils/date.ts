import { isSystemError } from '../../kernel/errno';
import { formatDate } from '../command-line/date-format';
import { parseDate } from '../command-line/date-parse';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

const help = `Usage: date [OPTION]... [+FORMAT]
Display date and time in the given FORMAT.

  -d, --date=STRING          display time described by STRING, not 'now'
  -I[FMT], --iso-8601[=FMT]  output date/time in ISO 8601 format.
                               FMT='date' (the default), 'hours', 'minutes', 'seconds', or 'ns'
  -R, --rfc-email            output date and time in RFC 5322 format
      --rfc-3339=FMT         output date/time in RFC 3339 format.
  -r, --reference=FILE       display the last modification time of FILE
  -u, --utc, --universal     print or set Coordinated Universal Time (UTC)
      --help                 display this help and exit
`;

/** `date`. Setting the clock is refused: the machine's clock is the browser's. */
export const createDate = (flavour: Flavour) =>
  createTool(
    {
      name: 'date',
      options: { date: 'd,date=', iso: 'I,iso-8601[=]', email: 'R,rfc-email', rfc: 'rfc-3339=', reference: 'r,reference=', set: 's,set=', utc: 'u,utc,universal' },
      help,
      async run(tool) {
        const { files, system } = tool.process;
        const [operand, extra] = tool.operands;
        if (extra !== undefined) throw new UsageError(`extra operand ${quoteLocale(extra)}`);
        if (tool.options.has('set') || (operand !== undefined && !operand.startsWith('+'))) {
          if (operand !== undefined && !/^\d+(\.\d+)?$/.test(operand)) await tool.complain(`invalid date ${quoteLocale(operand)}`);
          else await tool.complain('cannot set date: Operation not permitted');
          return;
        }
        let time: number | undefined = system.clock.now() + system.clock.nanoseconds() / 1e6;
        const text = tool.options.value('date');
        const reference = tool.options.value('reference');
        try {
          if (reference !== undefined) time = files.stat(reference).modified;
        } catch (error) {
          if (!isSystemError(error)) throw error;
          await tool.complain(`${reference}: ${error.message}`);
          return;
        }
        if (text !== undefined) time = parseDate(text, Math.floor(time));
        if (time === undefined) {
          await tool.complain(`invalid date ${tool.flavour === 'gnu' ? quoteLocale(text ?? '') : `'${text}'`}`);
          return;
        }
        await tool.out.write(`${formatDate(chooseFormat(operand?.slice(1), tool.options.has('iso') ? (tool.options.value('iso') ?? 'date') : undefined, tool.options.value('rfc'), tool.options.has('email')), time)}\n`);
      },
    },
    flavour,
  );

function chooseFormat(own: string | undefined, iso: string | undefined, rfc: string | undefined, email: boolean): string {
  if (own !== undefined) return own;
  if (email) return '%a, %d %b %Y %H:%M:%S %z';
  const [precision, separator] = iso === undefined ? [rfc, ' '] : [iso, 'T'];
  switch (precision) {
    case undefined:
      return '%a %b %e %H:%M:%S %Z %Y';
    case 'date':
      return '%Y-%m-%d';
    case 'hours':
      return `%Y-%m-%d${separator}%H%:z`;
    case 'minutes':
      return `%Y-%m-%d${separator}%H:%M%:z`;
    case 'ns':
      return `%Y-%m-%d${separator}%H:%M:%S${separator === 'T' ? ',' : '.'}%N%:z`;
    default:
      return `%Y-%m-%d${separator}%H:%M:%S%:z`;
  }
}
