import { isSystemError } from '../../kernel/errno';
import { parseDate } from '../command-line/date-parse';
import { chooseWord } from '../command-line/choose';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

const help = `Usage: touch [OPTION]... FILE...
Update the access and modification times of each FILE to the current time.
A FILE argument that does not exist is created empty, unless -c or -h is supplied.

  -a                     change only the access time
  -c, --no-create        do not create any files
  -d, --date=STRING      parse STRING and use it instead of current time
  -h, --no-dereference   affect each symbolic link instead of any referenced file
  -m                     change only the modification time
  -r, --reference=FILE   use this file's times instead of current time
      --time=WORD        change the specified time: access, atime, use (like -a),
                           modify or mtime (like -m)
  -t STAMP               use [[CC]YY]MMDDhhmm[.ss] instead of current time
      --help             display this help and exit
`;

/** `touch`. */
export const createTouch = (flavour: Flavour) =>
  createTool(
    {
      name: 'touch',
      options: { access: 'a', noCreate: 'c,no-create', date: 'd,date=', link: 'h,no-dereference', modification: 'm', reference: 'r,reference=', stamp: 't=', ignored: 'f', time: 'time=' },
      help,
      async run(tool) {
        const { files, system } = tool.process;
        if (tool.operands.length === 0) throw new UsageError('missing file operand');
        let accessed = system.clock.now();
        let modified = accessed;
        const date = tool.options.value('date') ?? tool.options.value('stamp');
        const reference = tool.options.value('reference');
        if (reference !== undefined) {
          try {
            ({ accessed, modified } = files.stat(reference));
          } catch (error) {
            await tool.complainOf(`failed to get attributes of ${quoteAlways(reference)}`, error);
            return;
          }
        } else if (date !== undefined) {
          const time = tool.options.has('stamp') ? parseStamp(date, accessed) : parseDate(date, accessed);
          if (time === undefined) return await tool.complain(`invalid date format ${quoteLocale(date)}`);
          accessed = modified = time;
        }
        const word = tool.options.value('time');
        const named = word === undefined ? undefined : chooseWord('time', word, [['atime', 'access', 'use'], ['mtime', 'modify']]);
        const access = tool.options.has('access') || named === 'atime';
        const onlyOne = access !== (tool.options.has('modification') || named === 'mtime');
        const times = onlyOne ? (access ? { accessed } : { modified }) : { accessed, modified };
        for (const path of tool.operands) {
          try {
            const follow = !tool.options.has('link');
            if (!files.exists(path)) {
              if (tool.options.has('noCreate')) continue;
              if (follow) files.open(path, { write: true, create: true, mode: 0o666 }).release();
            }
            files.setTimes(path, times, { follow });
          } catch (error) {
            if (!isSystemError(error)) throw error;
            const verb = error.errno === 'EPERM' || tool.options.has('link') || (error.errno === 'EACCES' && files.exists(path)) ? 'setting times of' : 'cannot touch';
            await tool.complain(tool.flavour === 'gnu' ? `${verb === 'cannot touch' || error.errno === 'EACCES' ? 'cannot touch' : verb} ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
          }
        }
      },
    },
    flavour,
  );

/** `[[CC]YY]MMDDhhmm[.ss]` in milliseconds since 1970. */
function parseStamp(text: string, now: number): number | undefined {
  const match = /^(\d{2}|\d{4})?(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const full = year === undefined ? new Date(now).getUTCFullYear() : year.length === 4 ? Number(year) : Number(year) + (Number(year) < 69 ? 2000 : 1900);
  return Date.UTC(full, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second ?? 0));
}
