import type { Process, ProcessInfo } from '../../process/types';
import { Accounts } from '../command-line/accounts';

/** A column of busybox's `ps`: its title, its width, and what it shows. Numbers stand to the right. */
interface Column {
  readonly title: string;
  readonly width: number;
  readonly right?: boolean;
  show(row: ProcessInfo, accounts: Accounts, now: number): string;
}

const pad = (value: number) => String(value).padStart(2, '0');
const minutes = (milliseconds: number) => `${Math.floor(milliseconds / 60_000)}:${pad(Math.floor(milliseconds / 1000) % 60)}`;

const columns: Readonly<Record<string, Column>> = {
  user: { title: 'USER', width: 8, show: (row, accounts) => accounts.userName(row.credentials.uid).slice(0, 8) },
  group: { title: 'GROUP', width: 8, show: (row, accounts) => accounts.groupName(row.credentials.gid).slice(0, 8) },
  comm: { title: 'COMMAND', width: 16, show: (row) => row.name },
  args: { title: 'COMMAND', width: 256, show: (row) => (row.argv.length > 0 ? row.argv.join(' ') : `[${row.name}]`) },
  pid: { title: 'PID', width: 5, right: true, show: (row) => String(row.pid) },
  ppid: { title: 'PPID', width: 5, right: true, show: (row) => String(row.parent) },
  pgid: { title: 'PGID', width: 5, right: true, show: (row) => String(row.group) },
  etime: { title: 'ELAPSED', width: 7, right: true, show: (row, _, now) => minutes(Math.max(0, now - row.started)) },
  nice: { title: 'NI', width: 5, right: true, show: (row) => String(row.niceness) },
  rgroup: { title: 'RGROUP', width: 8, show: (row, accounts) => accounts.groupName(row.credentials.gid).slice(0, 8) },
  ruser: { title: 'RUSER', width: 8, show: (row, accounts) => accounts.userName(row.credentials.uid).slice(0, 8) },
  time: { title: 'TIME', width: 5, show: (row) => minutes(row.cpuTime).padStart(5) },
  tty: { title: 'TT', width: 6, show: (row) => row.terminal?.replace('/dev/', '') ?? '?' },
  vsz: { title: 'VSZ', width: 4, right: true, show: (row) => String(Math.ceil(row.memory / 341)) },
  sid: { title: 'SID', width: 5, right: true, show: (row) => String(row.session) },
  stat: { title: 'STAT', width: 4, show: (row) => row.state },
  rss: { title: 'RSS', width: 4, right: true, show: (row) => String(Math.ceil(row.memory / 1024)) },
};

/** The columns that `-o` asks for; undefined when it is not there. */
function readColumns(words: readonly string[]): string[] | undefined {
  const at = words.findIndex((word) => word.startsWith('-o'));
  if (at < 0) return undefined;
  return (words[at] === '-o' ? (words[at + 1] ?? '') : (words[at] ?? '').slice(2)).split(',');
}

/** `ps` of busybox (1.36): every process, in its own columns or those of `-o`; other options are taken and do nothing. */
export async function busyboxPs(process: Process, words: readonly string[]): Promise<number> {
  const names = readColumns(words) ?? ['pid', 'user', 'time', 'args'];
  const unknown = names.find((name) => !(name in columns));
  if (unknown !== undefined) {
    await process.write(2, `ps: bad -o argument '${unknown}', supported arguments: ${Object.keys(columns).join(',')}\n`);
    return 1;
  }
  const chosen = names.map((name) => columns[name] as Column);
  const line = (cells: readonly string[]) => `${cells.map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd(chosen[index]?.width ?? 0))).join(' ')}\n`;
  const accounts = new Accounts(process.files);
  const now = process.system.clock.now();
  const rows = process.list().map((row) => chosen.map((column) => (column.right ? column.show(row, accounts, now).padStart(column.width) : column.show(row, accounts, now))));
  await process.write(1, line(chosen.map(({ title }) => title)) + rows.map(line).join(''));
  return 0;
}
