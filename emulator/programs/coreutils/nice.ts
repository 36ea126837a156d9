import { isSystemError } from '../../kernel/errno';
import { become } from '../command-line/become';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `nice`: a program with another niceness. It is inherited and shown, and who may lower it is checked; processes are equally fast all the same. */
export const createNice = (flavour: Flavour) =>
  createTool(
    {
      name: 'nice',
      options: { adjustment: 'n,adjustment=' },
      help: 'Usage: nice [OPTION] [COMMAND [ARG]...]\nRun COMMAND with an adjusted niceness, which affects process scheduling.\nWith no COMMAND, print the current niceness.  Niceness values range from\n-20 (most favorable to the process) to 19 (least favorable to the process).\n\n  -n, --adjustment=N   add integer N to the niceness (default 10)\n      --help           display this help and exit\n      --version        output version information and exit\n',
      stopAtOperand: true,
      usageCode: 125,
      digits: 'adjustment',
      async run(tool) {
        const { process } = tool;
        const adjustment = tool.options.value('adjustment');
        if (adjustment !== undefined && !/^[-+]?\d+$/.test(adjustment)) {
          await tool.complain(flavour === 'gnu' ? `invalid adjustment ${quoteLocale(adjustment)}` : `invalid number '${adjustment}'`, 125);
          return flavour === 'gnu' ? 125 : 1;
        }
        const now = process.info(process.pid)?.niceness ?? 0;
        if (tool.operands.length === 0) {
          if (adjustment !== undefined) throw new UsageError('a command must be given with an adjustment');
          await tool.out.write(`${now}\n`);
          return 0;
        }
        try {
          process.setNiceness(process.pid, now + Number(adjustment ?? 10));
        } catch (error) {
          if (!isSystemError(error)) throw error;
          await process.write(2, `${flavour === 'gnu' ? 'nice: cannot set niceness' : 'nice: setpriority(-20)'}: Permission denied\n`);
          if (flavour === 'busybox') return 125;
        }
        return await become(tool, tool.operands, process.env);
      },
    },
    flavour,
  );
