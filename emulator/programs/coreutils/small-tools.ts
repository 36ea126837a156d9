/** Tools of a few lines each; larger ones have a file of their own. */
import { encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Program } from '../../process/types';
import { chooseWord } from '../command-line/choose';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `true` and `false`: nothing but an exit code. */
export const createTrue = (_flavour: Flavour): Program => () => 0;
export const createFalse = (_flavour: Flavour): Program => () => 1;

/** `yes`: its words (or `y`) until nobody reads them. */
export const createYes = (_flavour: Flavour): Program => async (process) => {
  const line = `${process.argv.slice(1).join(' ') || 'y'}\n`;
  const block = encode(line.repeat(Math.max(1, Math.floor(8192 / line.length))));
  for (;;) {
    await process.write(1, block);
    await process.tick();
  }
};

/** `basename`. */
export const createBasename = (flavour: Flavour) =>
  createTool(
    {
      name: 'basename',
      options: { multiple: 'a,multiple', suffix: 's,suffix=', zero: 'z,zero' },
      help: 'Usage: basename NAME [SUFFIX]\n  or:  basename OPTION... NAME...\nPrint NAME with any leading directory components removed.\nIf specified, also remove a trailing SUFFIX.\n\n  -a, --multiple       support multiple arguments and treat each as a NAME\n  -s, --suffix=SUFFIX  remove a trailing SUFFIX; implies -a\n  -z, --zero           end each output line with NUL, not newline\n      --help           display this help and exit\n',
      stopAtOperand: true,
      async run(tool) {
        const [first, second, third] = tool.operands;
        if (first === undefined) throw new UsageError('missing operand');
        const many = tool.options.has('multiple') || tool.options.has('suffix');
        if (!many && third !== undefined) throw new UsageError(`extra operand ${quoteLocale(third)}`);
        const suffix = many ? tool.options.value('suffix') : second;
        for (const operand of many ? tool.operands : [first]) {
          let name = operand.replace(/(.)\/+$/, '$1').replace(/^.*\/(?=.)/, '');
          if (/^\/+$/.test(operand)) name = '/';
          if (suffix !== undefined && name !== suffix && name.endsWith(suffix)) name = name.slice(0, name.length - suffix.length);
          await tool.out.write(name + (tool.options.has('zero') ? '\0' : '\n'));
        }
      },
    },
    flavour,
  );

/** `dirname`. */
export const createDirname = (flavour: Flavour) =>
  createTool(
    {
      name: 'dirname',
      options: { zero: 'z,zero' },
      help: "Usage: dirname [OPTION] NAME...\nOutput each NAME with its last non-slash component and trailing slashes\nremoved; if NAME contains no /'s, output '.' (meaning the current directory).\n\n  -z, --zero     end each output line with NUL, not newline\n      --help     display this help and exit\n",
      async run(tool) {
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        for (const operand of tool.operands) {
          const trimmed = operand.replace(/(.)\/+$/, '$1');
          const parent = trimmed.includes('/') ? trimmed.replace(/\/+[^/]*$/, '') || '/' : '.';
          await tool.out.write(parent + (tool.options.has('zero') ? '\0' : '\n'));
        }
      },
    },
    flavour,
  );

/** `sleep`: the sum of its operands, with the suffixes s, m, h, d. */
export const createSleep = (flavour: Flavour) =>
  createTool(
    {
      name: 'sleep',
      options: {},
      help: "Usage: sleep NUMBER[SUFFIX]...\nPause for NUMBER seconds, where NUMBER is an integer or floating-point.\nSUFFIX may be 's','m','h', or 'd', for seconds, minutes, hours, days.\nWith multiple arguments, pause for the sum of their values.\n\n      --help     display this help and exit\n",
      async run(tool) {
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        let milliseconds = 0;
        for (const operand of tool.operands) {
          const match = /^(\d+\.?\d*|\.\d+|inf(?:inity)?)([smhd]?)$/.exec(operand);
          if (!match) throw new UsageError(tool.flavour === 'gnu' ? `invalid time interval ${quoteLocale(operand)}` : `invalid number '${operand}'`);
          const factor = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as '' | 's' | 'm' | 'h' | 'd'];
          milliseconds += (match[1]?.startsWith('inf') ? Number.MAX_SAFE_INTEGER / factor : Number(match[1])) * factor;
        }
        // Timers hold 31 bits of milliseconds at most.
        for (let left = milliseconds; left > 0; left -= 1e9) await tool.process.sleep(Math.min(left, 1e9));
      },
    },
    flavour,
  );

/** `tee`. */
export const createTee = (flavour: Flavour) =>
  createTool(
    {
      name: 'tee',
      options: { append: 'a,append', ignore: 'i,ignore-interrupts', pipe: 'p', outputError: 'output-error[=]' },
      help: 'Usage: tee [OPTION]... [FILE]...\nCopy standard input to each FILE, and also to standard output.\n\n  -a, --append              append to the given FILEs, do not overwrite\n  -i, --ignore-interrupts   ignore interrupt signals\n      --output-error[=MODE]  set behavior on write error: warn, warn-nopipe,\n                              exit or exit-nopipe\n      --help                display this help and exit\n',
      async run(tool) {
        const { process } = tool;
        if (tool.options.has('ignore')) process.onSignal('SIGINT', 'ignore');
        const mode = tool.options.value('outputError');
        if (mode !== undefined) chooseWord('output-error', mode, [['warn'], ['warn-nopipe'], ['exit'], ['exit-nopipe']]);
        const outputs = [1];
        for (const path of tool.operands) {
          try {
            const append = tool.options.has('append');
            outputs.push(await process.open(path, { write: true, create: true, append, truncate: !append }));
          } catch (error) {
            await tool.complainOf(path, error);
          }
        }
        for (;;) {
          const bytes = await process.read(0);
          if (bytes.length === 0) return;
          for (const output of outputs) {
            try {
              await process.write(output, bytes);
            } catch (error) {
              if (!isSystemError(error) || error.errno === 'EPIPE') throw error;
              await tool.complain(`${output === 1 ? "'standard output'" : tool.operands[output - 3]}: ${error.message}`);
            }
          }
        }
      },
    },
    flavour,
  );

/** `pwd`. */
export const createPwd = (flavour: Flavour) =>
  createTool(
    {
      name: 'pwd',
      options: { logical: 'L,logical', physical: 'P,physical' },
      help: 'Usage: pwd [OPTION]...\nPrint the full filename of the current working directory.\n\n  -L, --logical   use PWD from environment, even if it contains symlinks\n  -P, --physical  avoid all symlinks\n      --help      display this help and exit\n',
      async run(tool) {
        const { process } = tool;
        const logical = process.env.get('PWD');
        const valid = tool.options.last('logical', 'physical') === 'logical' && logical?.startsWith('/') && process.files.realPath(logical) === process.files.realPath('.');
        await tool.out.write(`${valid ? logical : process.files.realPath('.')}\n`);
      },
    },
    flavour,
  );

/** `nproc`, `arch`: one fact of the machine each. */
export const createNproc = (_flavour: Flavour): Program => async (process) => {
  await process.write(1, `${process.system.processors}\n`);
  return 0;
};
export const createArch = (_flavour: Flavour): Program => async (process) => {
  await process.write(1, `${process.system.kernel.machine}\n`);
  return 0;
};

/** `tty`. */
export const createTty = (_flavour: Flavour): Program => async (process) => {
  const terminal = process.terminal(0);
  if (!process.argv.includes('-s')) await process.write(1, `${terminal?.path ?? 'not a tty'}\n`);
  return terminal ? 0 : 1;
};
