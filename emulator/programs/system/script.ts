import { exitCodeOf } from '../../process/exit-code';
import { isSystemError } from '../../kernel/errno';
import { rawModes } from '../../process/terminal';
import type { Process } from '../../process/types';
import { formatDate } from '../command-line/date-format';
import { createTool, UsageError, type Tool } from '../command-line/tool';

const options = { append: 'a,append', command: 'c,command=', return: 'e,return', flush: 'f,flush', force: 'force', quiet: 'q,quiet', echo: 'E,echo=', log: 'O,log-out=' } as const;
type Key = keyof typeof options;

/** `script`: a command on a terminal of its own, with all that appears there also in a file. */
export const script = createTool({
  name: 'script',
  options,
  help: '\nUsage:\n script [options] [file]\n\nMake a typescript of a terminal session.\n\nOptions:\n -O, --log-out <file>          log stdout to file (default)\n -a, --append                  append to the log file\n -c, --command <command>       run command rather than interactive shell\n -e, --return                  return exit code of the child process\n -f, --flush                   run flush after each write\n -q, --quiet                   be quiet\n',
  run,
});

async function run(tool: Tool<Key>): Promise<number> {
  const { process, options: given } = tool;
  const [file = 'typescript', extra] = tool.operands;
  if (extra !== undefined) throw new UsageError('unexpected number of arguments');
  const path = given.value('log') ?? file;
  let log: number;
  try {
    log = await process.open(path, { write: true, create: true, append: given.has('append'), truncate: !given.has('append') });
  } catch (error) {
    await tool.complainOf(`cannot open ${path}`, error);
    return 1;
  }
  const command = given.value('command');
  const outer = process.terminal(0);
  const { master, path: slavePath } = process.openTerminal(outer ? { size: outer.size } : {});
  const slave = await process.open(slavePath, { read: true, write: true });
  if (!given.has('quiet')) await process.write(1, `Script started, output log file is '${path}'.\n`);
  await process.write(log, `Script started on ${formatDate('%F %T%:z', process.system.clock.now())} [COMMAND="${command ?? '<interactive>'}"]\n`);
  const shell = process.env.get('SHELL') ?? '/bin/sh';
  const name = shell.split('/').at(-1) ?? 'sh';
  const child = await process.spawn({
    path: shell,
    argv: command === undefined ? [name, '-i'] : [name, '-c', command],
    files: new Map([0, 1, 2].map((descriptor) => [descriptor, slave])),
    newSession: true,
    controllingTerminal: slave,
  });
  process.close(slave);
  const modes = outer?.modes;
  if (outer) {
    outer.modes = { ...rawModes };
    process.onSignal('SIGWINCH', () => process.terminal(master)?.resize(outer.size), { restart: true });
  }
  try {
    void copyInput(process, master);
    await copyOutput(process, master, log);
    const result = await process.wait(child);
    const status = result?.status;
    const code = exitCodeOf(status);
    await process.write(log, `\nScript done on ${formatDate('%F %T%:z', process.system.clock.now())} [COMMAND_EXIT_CODE="${code}"]\n`);
    if (!given.has('quiet')) await process.write(1, 'Script done.\n');
    return given.has('return') ? code : 0;
  } finally {
    if (outer && modes) outer.modes = modes;
  }
}

/** What is typed goes to the command's terminal; the end of the input as Ctrl-D. */
async function copyInput(process: Process, master: number): Promise<void> {
  for (;;) {
    const bytes = await process.read(0);
    await process.write(master, bytes.length > 0 ? bytes : '\u0004');
    if (bytes.length === 0) return;
  }
}

async function copyOutput(process: Process, master: number, log: number): Promise<void> {
  for (;;) {
    let bytes: Uint8Array;
    try {
      bytes = await process.read(master);
    } catch (error) {
      if (isSystemError(error, 'EIO')) return; // nobody has the terminal open any more
      throw error;
    }
    if (bytes.length === 0) return;
    await process.write(1, bytes);
    await process.write(log, bytes);
  }
}
