import { isSystemError } from '../../kernel/errno';
import { rawModes } from '../../process/terminal';
import type { Process, ProcessInfo, Program } from '../../process/types';
import { decode } from '../../kernel/bytes';
import { Accounts } from '../command-line/accounts';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import type { Flavour } from '../command-line/tool';
import { uptimeLine } from './memory';

const options = { batch: 'b', count: 'n=', delay: 'd=', pids: 'p=', user: 'u=', commandLine: 'c', threads: 'H', idle: 'i' } as const;
type Key = keyof typeof options;

/** What was seen the last time: processor time by pid, and when. */
interface Sample {
  readonly at: number;
  readonly times: ReadonlyMap<number, number>;
}

/** `top`: redrawn until `q`, or with -b printed. */
export const createTop =
  (flavour: Flavour): Program =>
  async (process) => {
    let given: ParsedOptions<Key>;
    try {
      given = parseOptions(process.argv.slice(1), options);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      await process.write(2, flavour === 'gnu' ? `top: ${error.message.replace('invalid option -- ', 'unknown option ')}\nUsage:\n  top -bcHi -d secs -n max -u user -p pid(s)\n` : `top: ${error.message}\nUsage: top [-bn COUNT] [-d SECONDS]\n`);
      return 1;
    }
    const terminal = process.terminal(0);
    const batch = given.has('batch');
    if (!batch && (!terminal || !process.terminal(1))) {
      await process.write(2, flavour === 'gnu' ? 'top: failed tty get\n' : 'top: no process info in /proc\n');
      return 1;
    }
    const modes = terminal?.modes;
    if (!batch && terminal) terminal.modes = { ...rawModes, signals: true, newlineToReturn: true };
    const limit = Number(given.value('count') ?? Infinity);
    const delay = Number(given.value('delay') ?? (flavour === 'gnu' ? 3 : 5)) * 1000;
    let stopped = false;
    process.onSignal('SIGINT', () => void (stopped = true));
    process.onSignal('SIGWINCH', () => undefined);
    let sample: Sample = { at: process.system.bootTime, times: new Map() };
    try {
      for (let round = 0; round < limit && !stopped; round++) {
        const screen = describe(process, flavour, given, sample);
        sample = screen.sample;
        if (batch) await process.write(1, `${screen.lines.join('\n')}\n${round + 1 < limit ? '\n' : ''}`);
        else await process.write(1, draw(screen.lines, terminal?.size.columns ?? 80, terminal?.size.rows ?? 24));
        if (round + 1 >= limit) break;
        try {
          const ready = batch ? (await process.sleep(delay), []) : await process.poll([{ descriptor: 0, what: 'read' }], delay);
          if (ready.length > 0 && /[qQ\u0003]/.test(decode(await process.read(0)))) break;
        } catch (error) {
          if (!isSystemError(error, 'EINTR')) throw error;
        }
      }
    } finally {
      if (terminal && modes && !batch) terminal.modes = modes;
    }
    if (!batch) await process.write(1, `\u001b[${terminal?.size.rows ?? 24};1H\n\u001b[?25h`);
    return 0;
  };

function draw(lines: readonly string[], columns: number, rows: number): string {
  const header = lines.findIndex((line) => line.includes('PID'));
  const shown = lines.slice(0, rows - 1).map((line, index) => {
    const text = line.slice(0, columns);
    return index === header ? `\u001b[7m${text.padEnd(columns)}\u001b[m` : text;
  });
  return `\u001b[?25l\u001b[H${shown.map((line) => `${line}\u001b[K`).join('\n')}\u001b[J`;
}

function describe(process: Process, flavour: Flavour, given: ParsedOptions<Key>, before: Sample): { lines: string[]; sample: Sample } {
  const now = process.system.clock.now();
  const accounts = new Accounts(process.files);
  const wanted = given.value('pids')?.split(',').map(Number);
  const user = given.value('user');
  const all = process.list();
  const rows = all.filter((row) => (wanted?.includes(row.pid) ?? true) && (user === undefined || accounts.findUser(user)?.uid === row.credentials.uid));
  const elapsed = Math.max(1, now - before.at);
  const share = (row: ProcessInfo) => Math.min(100, ((row.cpuTime - (before.times.get(row.pid) ?? 0)) / elapsed) * 100);
  const sorted = [...rows].sort((a, b) => share(b) - share(a) || a.pid - b.pid);
  const busy = Math.min(100, rows.reduce((sum, row) => sum + share(row), 0) / process.system.processors);
  const memory = new Map(process.files.readText('/proc/meminfo').split('\n').map((line) => [line.split(':')[0] ?? '', Number(/\d+/.exec(line)?.[0] ?? 0)]));
  const lines = flavour === 'gnu' ? gnuLines(process, accounts, all, sorted, share, busy, memory, now, given.has('commandLine')) : busyboxLines(process, accounts, sorted, share, busy, memory);
  return { lines, sample: { at: now, times: new Map(all.map((row) => [row.pid, row.cpuTime])) } };
}

const hundredths = (milliseconds: number) => `${Math.floor(milliseconds / 60_000)}:${((milliseconds / 1000) % 60).toFixed(2).padStart(5, '0')}`;

function gnuLines(process: Process, accounts: Accounts, all: readonly ProcessInfo[], rows: readonly ProcessInfo[], share: (row: ProcessInfo) => number, busy: number, memory: ReadonlyMap<string, number>, now: number, wholeCommand: boolean): string[] {
  const count = (...states: string[]) => String(all.filter((row) => states.includes(row.state)).length).padStart(3);
  const mebi = (kibibytes: number) => (kibibytes / 1024).toFixed(1).padStart(8);
  const of = (name: string) => memory.get(name) ?? 0;
  const terminals = new Set(all.flatMap((row) => (row.terminal === undefined ? [] : [row.terminal])));
  const percent = (value: number) => value.toFixed(1).padStart(4);
  return [
    `top - ${uptimeLine(process.files, now, terminals.size)}`,
    `Tasks: ${String(all.length).padStart(3)} total, ${count('R')} running, ${count('S', 'D')} sleeping, ${count('T')} stopped, ${count('Z')} zombie`,
    `%Cpu(s): ${percent(busy)} us, ${percent(0)} sy, ${percent(0)} ni,${(100 - busy).toFixed(1).padStart(5)} id, ${percent(0)} wa, ${percent(0)} hi, ${percent(0)} si, ${percent(0)} st `,
    `MiB Mem : ${mebi(of('MemTotal'))} total, ${mebi(of('MemFree'))} free, ${mebi(of('MemTotal') - of('MemAvailable'))} used, ${mebi(of('Buffers') + of('Cached'))} buff/cache     `,
    `MiB Swap: ${mebi(of('SwapTotal'))} total, ${mebi(of('SwapFree'))} free, ${mebi(of('SwapTotal') - of('SwapFree'))} used. ${mebi(of('MemAvailable'))} avail Mem `,
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
    ...rows.map((row) => {
      const resident = Math.ceil(row.memory / 1024);
      const user = accounts.userName(row.credentials.uid);
      return `${String(row.pid).padStart(7)} ${(user.length > 8 ? `${user.slice(0, 7)}+` : user).padEnd(8)} ${String(20 + row.niceness).padStart(3)} ${String(row.niceness).padStart(3)} ${String(resident * 3).padStart(7)} ${String(resident).padStart(6)} ${String(Math.floor(resident * 0.6)).padStart(6)} ${row.state} ${share(row).toFixed(1).padStart(5)} ${((row.memory / process.system.memoryTotal) * 100).toFixed(1).padStart(5)} ${hundredths(row.cpuTime).padStart(9)} ${wholeCommand ? row.argv.join(' ') || `[${row.name}]` : row.name}`;
    }),
  ];
}

function busyboxLines(process: Process, accounts: Accounts, rows: readonly ProcessInfo[], share: (row: ProcessInfo) => number, busy: number, memory: ReadonlyMap<string, number>): string[] {
  const of = (name: string) => memory.get(name) ?? 0;
  return [
    `Mem: ${of('MemTotal') - of('MemFree')}K used, ${of('MemFree')}K free, ${of('Shmem')}K shrd, ${of('Buffers')}K buff, ${of('Cached')}K cached`,
    `CPU: ${busy.toFixed(0).padStart(3)}% usr   0% sys   0% nic ${(100 - busy).toFixed(0).padStart(3)}% idle   0% io   0% irq   0% sirq`,
    `Load average: ${process.files.readText('/proc/loadavg').trim().split(' ').slice(0, 4).join(' ')} ${process.pid}`,
    '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
    ...rows.map((row) => `${String(row.pid).padStart(5)} ${String(row.parent).padStart(5)} ${accounts.userName(row.credentials.uid).padEnd(8).slice(0, 8)} ${row.state.padEnd(4)} ${String(Math.ceil(row.memory / 1024) * 3).padStart(5)} ${((row.memory * 3) / process.system.memoryTotal * 100).toFixed(0).padStart(3)}%   0 ${share(row).toFixed(0).padStart(3)}% ${row.argv.join(' ') || `[${row.name}]`}`),
  ];
}
