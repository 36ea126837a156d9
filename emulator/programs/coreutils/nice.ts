import { become } from '../command-line/become';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `nice`: the scheduler here knows no priorities, so it runs its command as it is; the checks are the real ones. */
export const createNice = (flavour: Flavour) =>
  createTool(
    {
      name: 'nice',
      options: { adjustment: 'n,adjustment=' },
      help: 'Usage: nice [OPTION] [COMMAND [ARG]...]\nRun COMMAND with an adjusted niceness, which affects process scheduling.\nWith no COMMAND, print the current niceness.\n\n  -n, --adjustment=N   add integer N to the niceness (default 10)\n      --help           display this help and exit\n',
      stopAtOperand: true,
      usageCode: 125,
      digits: 'adjustment',
      async run(tool) {
        const adjustment = tool.options.value('adjustment');
        if (adjustment !== undefined && !/^[-+]?\d+$/.test(adjustment)) {
          await tool.complain(`invalid adjustment ${quoteLocale(adjustment)}`, 125);
          return 125;
        }
        if (tool.operands.length > 0) return await become(tool, tool.operands, tool.process.env);
        if (adjustment !== undefined) throw new UsageError('a command must be given with an adjustment');
        await tool.out.write('0\n');
        return 0;
      },
    },
    flavour,
  );
