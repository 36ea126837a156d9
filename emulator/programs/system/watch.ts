import { isSystemError } from '../../kernel/errno';
import { decode } from '../../kernel/bytes';
import { formatDate } from '../command-line/date-format';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = { interval: 'n,interval=', noTitle: 't,no-title', differences: 'd,differences[=]', exec: 'x,exec', exitOnChange: 'g,chgexit', errorExit: 'e,errexit', color: 'c,color', beep: 'b,beep' } as const;
type Key = keyof typeof options;

/** `watch`: a command again and again on the whole screen, until Ctrl-C. */
export const createWatch = (flavour: Flavour) =>
  createTool(
    {
      name: 'watch',
      options,
      help: '\nUsage:\n watch [options] command\n\nOptions:\n  -d, --differences[=<permanent>]  highlight changes between updates\n  -e, --errexit          exit if command has a non-zero exit\n  -g, --chgexit          exit when output from command changes\n  -n, --interval <secs>  seconds to wait between updates\n  -t, --no-title         turn off header\n  -x, --exec             pass command to exec instead of "sh -c"\n',
      stopAtOperand: true,
      run,
    },
    flavour,
  );

async function run(tool: Tool<Key>): Promise<number> {
  const { process, options: given } = tool;
  if (tool.operands.length === 0) throw new UsageError('a command must be given');
  const seconds = Math.max(0.1, Number(given.value('interval') ?? 2));
  if (Number.isNaN(seconds)) {
    await tool.complain(`failed to parse argument: '${given.value('interval')}'`);
    return 1;
  }
  const terminal = process.terminal(1);
  const command = tool.operands.join(' ');
  const state: { stopped: boolean } = { stopped: false };
  process.onSignal('SIGINT', () => void (state.stopped = true));
  process.onSignal('SIGWINCH', () => undefined);
  let before: string | undefined;
  while (!state.stopped) {
    const { columns, rows } = terminal?.size ?? { columns: 80, rows: 24 };
    try {
      const { text, code } = await capture(tool, command);
      const left = `Every ${seconds.toFixed(1)}s: ${command}`;
      const right = `${process.namespaces.uts.hostname}: ${formatDate('%a %b %e %H:%M:%S %Y', process.system.clock.now())}`;
      const title = given.has('noTitle') ? '' : `${left.slice(0, Math.max(0, columns - right.length - 1)).padEnd(Math.max(0, columns - right.length))}${right}\n\n`;
      const lines = `${title}${text}`.split('\n').slice(0, rows).map((line) => line.slice(0, columns));
      await process.write(1, `\u001b[H${lines.map((line) => `${line}\u001b[K`).join('\r\n')}\u001b[J`);
      if (given.has('exitOnChange') && before !== undefined && before !== text) return 0;
      if (given.has('errorExit') && code !== 0) return 8;
      before = text;
      await process.sleep(seconds * 1000);
    } catch (error) {
      if (!isSystemError(error, 'EINTR')) throw error;
    }
  }
  await process.write(1, `\u001b[${terminal?.size.rows ?? 24};1H\n`);
  return 0;
}

async function capture(tool: Tool<Key>, command: string): Promise<{ text: string; code: number }> {
  const { process } = tool;
  const [reader, writer] = process.pipe();
  const pid = await process.spawn({ path: '/bin/sh', argv: ['sh', '-c', command], files: new Map([[0, 0], [1, writer], [2, writer]]) });
  process.close(writer);
  let text = '';
  try {
    for (let bytes = await process.read(reader); bytes.length > 0; bytes = await process.read(reader)) text += decode(bytes);
  } finally {
    process.close(reader);
  }
  const status = (await process.wait(pid))?.status;
  return { text: text.replace(/\n$/, ''), code: status?.kind === 'exited' ? status.code : 1 };
}
