/** Programs about the environment and about running others in a changed one: env, printenv, nohup, timeout, nice. */
import { exitCodeOf } from '../../process/exit-code';
import { isSystemError } from '../../kernel/errno';
import { parseSignal, type Signal } from '../../process/signal';
import type { Process } from '../../process/types';
import { become } from '../command-line/become';
import { findExecutable } from '../command-line/find-executable';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

/** `env`. */
export const createEnv = (flavour: Flavour) =>
  createTool(
    {
      name: 'env',
      options: { ignore: 'i,ignore-environment', unset: 'u,unset=', directory: 'C,chdir=', zero: '0,null', split: 'S,split-string=' },
      help: 'Usage: env [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]\nSet each NAME to VALUE in the environment and run COMMAND.\n\n  -i, --ignore-environment  start with an empty environment\n  -0, --null                end each output line with NUL, not newline\n  -u, --unset=NAME          remove variable from the environment\n  -C, --chdir=DIR           change working directory to DIR\n  -S, --split-string=S      process and split S into separate arguments\n      --help                display this help and exit\n',
      usageCode: 125,
      stopAtOperand: true,
      async run(tool) {
        const operands = [...(tool.options.value('split')?.split(/\s+/) ?? []), ...tool.operands];
        const bare = operands[0] === '-';
        if (bare) operands.shift();
        const env = new Map(tool.options.has('ignore') || bare ? [] : tool.process.env);
        for (const name of tool.options.values('unset')) env.delete(name);
        while (operands[0]?.includes('=')) {
          const word = operands.shift() ?? '';
          env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
        }
        const directory = tool.options.value('directory');
        if (directory !== undefined) tool.process.changeDirectory(directory);
        if (operands.length > 0) return await become(tool, operands, env);
        for (const [name, value] of env) await tool.out.write(`${name}=${value}${tool.options.has('zero') ? '\0' : '\n'}`);
        return 0;
      },
    },
    flavour,
  );

/** `printenv`. */
export const createPrintenv = (flavour: Flavour) =>
  createTool(
    {
      name: 'printenv',
      options: { zero: '0,null' },
      help: 'Usage: printenv [OPTION]... [VARIABLE]...\nPrint the values of the specified environment VARIABLE(s).\nIf no VARIABLE is specified, print name and value pairs for them all.\n\n  -0, --null     end each output line with NUL, not newline\n      --help     display this help and exit\n',
      async run(tool) {
        const end = tool.options.has('zero') ? '\0' : '\n';
        if (tool.operands.length === 0) for (const [name, value] of tool.process.env) await tool.out.write(`${name}=${value}${end}`);
        for (const name of tool.operands) {
          const value = tool.process.env.get(name);
          if (value === undefined) tool.code = 1;
          else await tool.out.write(value + end);
        }
      },
    },
    flavour,
  );

/** `nohup`. */
export const createNohup = (flavour: Flavour) =>
  createTool(
    {
      name: 'nohup',
      options: {},
      help: "Usage: nohup COMMAND [ARG]...\nRun COMMAND, ignoring hangup signals.\n\n      --help     display this help and exit\n\nIf standard output is a terminal, append output to 'nohup.out'.\n",
      stopAtOperand: true,
      usageCode: 125,
      async run(tool) {
        const { process } = tool;
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        process.onSignal('SIGHUP', 'ignore');
        if (process.terminal(1)) {
          const output = await process.open('nohup.out', { write: true, create: true, append: true, mode: 0o600 });
          await process.write(2, `nohup: ignoring input and appending output to 'nohup.out'\n`);
          process.duplicate(output, { to: 1 });
          if (process.terminal(2)) process.duplicate(1, { to: 2 });
          process.close(output);
        }
        return await become(tool, tool.operands, process.env);
      },
    },
    flavour,
  );

/** `timeout`: 124 when the time was up, 137 when it took SIGKILL. */
export const createTimeout = (flavour: Flavour) =>
  createTool(
    {
      name: 'timeout',
      options: { signal: 's,signal=', killAfter: 'k,kill-after=', foreground: 'f,foreground', preserve: 'p,preserve-status', verbose: 'v,verbose' },
      help: 'Usage: timeout [OPTION] DURATION COMMAND [ARG]...\nStart COMMAND, and kill it if still running after DURATION.\n\n      --preserve-status     exit with the same status as COMMAND\n      --foreground          do not put COMMAND into a group of its own\n  -k, --kill-after=DURATION also send a KILL signal if COMMAND is still running\n                              this long after the initial signal was sent\n  -s, --signal=SIGNAL       specify the signal to be sent on timeout\n  -v, --verbose             diagnose to stderr any signal sent upon timeout\n      --help                display this help and exit\n',
      stopAtOperand: true,
      usageCode: 125,
      async run(tool) {
        const [duration, ...words] = tool.operands;
        if (duration === undefined || words.length === 0) {
          if (tool.flavour === 'busybox') throw new UsageError('missing operand');
          await tool.process.write(2, "Try 'timeout --help' for more information.\n");
          return 125;
        }
        const milliseconds = parseDuration(duration);
        const killAfter = parseDuration(tool.options.value('killAfter') ?? '0');
        if (milliseconds === undefined || killAfter === undefined) throw new UsageError(`invalid time interval ${quoteLocale(duration)}`);
        const signal = parseSignal(tool.options.value('signal') ?? 'TERM');
        if (!signal) throw new UsageError(`${quoteLocale(tool.options.value('signal') ?? '')}: invalid signal`);
        return await runLimited(tool.process, tool, words, { milliseconds, killAfter, signal, preserve: tool.options.has('preserve') });
      },
    },
    flavour,
  );

function parseDuration(text: string): number | undefined {
  const match = /^(\d*\.?\d+)([smhd]?)$/.exec(text);
  return match ? Number(match[1]) * { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as ''] : undefined;
}

interface Limits {
  readonly milliseconds: number;
  readonly killAfter: number;
  readonly signal: Signal;
  readonly preserve: boolean;
}

async function runLimited<Key extends string>(process: Process, tool: Tool<Key>, words: readonly string[], limits: Limits): Promise<number> {
  const [name = ''] = words;
  const path = findExecutable(process, name, process.env.get('PATH'));
  if (path === undefined) {
    await tool.complain(`failed to run command ${quoteLocale(name)}: No such file or directory`);
    return 127;
  }
  const pid = await process.spawn({ path, argv: words });
  let timedOut = false;
  const kill = (signal: Signal) => {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!isSystemError(error, 'ESRCH')) throw error;
    }
  };
  const { clock } = process.system;
  const timers = limits.milliseconds === 0 ? [] : [clock.after(limits.milliseconds, () => ((timedOut = true), kill(limits.signal)))];
  if (limits.killAfter > 0) timers.push(clock.after(limits.milliseconds + limits.killAfter, () => kill('SIGKILL')));
  const result = await process.wait(pid);
  for (const timer of timers) timer.cancel();
  const status = result?.status;
  const code = exitCodeOf(status);
  return timedOut && !limits.preserve && code !== 137 ? 124 : code;
}
