import type { Process, ProcessInfo } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { formatDate } from '../command-line/date-format';
import { createTool, UsageError, type Flavour } from '../command-line/tool';
import { busyboxPs } from './ps-busybox';

/** A column: its title, how it is aligned, and what it shows. */
interface Column {
  readonly title: string;
  readonly right?: boolean;
  readonly width?: number;
  show(row: ProcessInfo, context: Context): string;
}

interface Context {
  readonly accounts: Accounts;
  readonly now: number;
  readonly memoryTotal: number;
  readonly rows: readonly ProcessInfo[];
  readonly forest: ReadonlyMap<number, string>;
}

const terminalName = (row: ProcessInfo) => row.terminal?.replace('/dev/', '') ?? '?';
const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
const pad = (value: number) => String(value).padStart(2, '0');
const clock = (milliseconds: number) => {
  const total = seconds(milliseconds);
  return `${pad(Math.floor(total / 3600))}:${pad(Math.floor(total / 60) % 60)}:${pad(total % 60)}`;
};
const commandLine = (row: ProcessInfo) => (row.state === 'Z' ? `[${row.name}] <defunct>` : row.argv.length > 0 ? row.argv.join(' ') : `[${row.name}]`);

function elapsed(row: ProcessInfo, { now }: Context): string {
  const total = seconds(Math.max(0, now - row.started));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3600) % 24;
  const rest = `${pad(Math.floor(total / 60) % 60)}:${pad(total % 60)}`;
  return days > 0 ? `${days}-${pad(hours)}:${rest}` : hours > 0 ? `${pad(hours)}:${rest}` : rest;
}

function state(row: ProcessInfo): string {
  const leader = row.session === row.pid ? 's' : '';
  const foreground = row.terminal !== undefined && row.foregroundGroup === row.group && row.foregroundGroup !== 0 ? '+' : '';
  return row.state + leader + foreground;
}

function startTime(row: ProcessInfo, { now }: Context): string {
  return now - row.started < 86_400_000 ? formatDate('%H:%M', row.started) : formatDate('%b%d', row.started);
}

const share = (part: number, whole: number) => (whole <= 0 ? 0 : (part / whole) * 100).toFixed(1);
const columns: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', right: true, width: 7, show: (row) => String(row.pid) },
  ppid: { title: 'PPID', right: true, width: 7, show: (row) => String(row.parent) },
  pgid: { title: 'PGID', right: true, width: 7, show: (row) => String(row.group) },
  sid: { title: 'SID', right: true, width: 7, show: (row) => String(row.session) },
  user: { title: 'USER', width: 8, show: (row, { accounts }) => accounts.userName(row.credentials.uid) },
  uidname: { title: 'UID', width: 8, show: (row, { accounts }) => accounts.userName(row.credentials.uid) },
  uid: { title: 'UID', right: true, width: 5, show: (row) => String(row.credentials.uid) },
  group: { title: 'GROUP', width: 8, show: (row, { accounts }) => accounts.groupName(row.credentials.gid) },
  '%cpu': { title: '%CPU', right: true, width: 4, show: (row, { now }) => share(row.cpuTime, now - row.started) },
  '%mem': { title: '%MEM', right: true, width: 4, show: (row, { memoryTotal }) => share(row.memory, memoryTotal) },
  c: { title: 'C', right: true, width: 2, show: (row, { now }) => String(Math.floor(Number(share(row.cpuTime, now - row.started)))) },
  vsz: { title: 'VSZ', right: true, width: 6, show: (row) => String(Math.ceil(row.memory / 1024) * 3) },
  rss: { title: 'RSS', right: true, width: 5, show: (row) => String(Math.ceil(row.memory / 1024)) },
  tty: { title: 'TTY', width: 8, show: terminalName },
  stat: { title: 'STAT', width: 4, show: state },
  s: { title: 'S', width: 1, show: (row) => row.state },
  start: { title: 'START', width: 5, show: startTime },
  stime: { title: 'STIME', width: 5, show: startTime },
  lstart: { title: 'STARTED', right: true, width: 24, show: (row) => formatDate('%a %b %e %H:%M:%S %Y', row.started) },
  etime: { title: 'ELAPSED', right: true, width: 11, show: elapsed },
  time: { title: 'TIME', right: true, width: 8, show: (row) => clock(row.cpuTime) },
  bsdtime: { title: 'TIME', right: true, width: 6, show: (row) => `${Math.floor(seconds(row.cpuTime) / 60)}:${pad(seconds(row.cpuTime) % 60)}` },
  nlwp: { title: 'NLWP', right: true, width: 4, show: () => '1' },
  ni: { title: 'NI', right: true, width: 3, show: (row) => String(row.niceness) },
  pri: { title: 'PRI', right: true, width: 3, show: (row) => String(19 - row.niceness) },
  comm: { title: 'COMMAND', width: 15, show: (row) => row.name + (row.state === 'Z' ? ' <defunct>' : '') },
  cmd: { title: 'CMD', show: (row) => row.name + (row.state === 'Z' ? ' <defunct>' : '') },
  args: { title: 'COMMAND', show: (row, { forest }) => (forest.get(row.pid) ?? '') + commandLine(row) },
  fullcmd: { title: 'CMD', show: (row, { forest }) => (forest.get(row.pid) ?? '') + commandLine(row) },
  pidns: { title: 'PIDNS', right: true, width: 10, show: (row) => String(row.namespaces.pid.id) },
  cgroup: { title: 'CGROUP', width: 27, show: (row) => `0::${row.controlGroup.path}` },
};
const aliases: Readonly<Record<string, string>> = { command: 'args', pcpu: '%cpu', pmem: '%mem', state: 's', tt: 'tty', tname: 'tty', ucmd: 'comm', euser: 'user', pgrp: 'pgid', sess: 'sid', rssize: 'rss', vsize: 'vsz', cputime: 'time', start_time: 'stime' };

const help = `
Usage:
 ps [options]

Basic options:
 -A, -e               all processes
 -a                   all with tty, except session leaders
  a                   all with tty, including other users
 -d                   all except session leaders
  x                   processes without controlling ttys

Selection by list:
 -C <command>         command name
 -p, p, --pid <PID>   process id
 --ppid <PID>         parent process id
 -u, U, --user <UID>  effective user id or name

Output formats:
 -F, -f               full-format
  u                   user-oriented format
 -l, l                long format
 -o, o, --format <format>  user-defined format
 -H, f, --forest      ascii art process tree
 --no-headers         do not print header at all
 --sort <key>         sort order
`;

interface Request {
  all: 'own' | 'terminals' | 'everything';
  pids: number[] | undefined;
  parents: number[] | undefined;
  names: string[] | undefined;
  users: string[] | undefined;
  format: string[];
  titles: Map<string, string>;
  forest: boolean;
  header: boolean;
  wide: boolean;
  sort: string[];
}

/** `ps` as procps has it; busybox's lists everything in its own three columns. */
export const createPs = (flavour: Flavour) =>
  createTool(
    {
      name: 'ps',
      options: {},
      help,
      isOperand: () => true,
      async run(tool) {
        const rows = tool.process.list();
        if (flavour === 'busybox') {
          return await busyboxPs(tool.process, tool.operands);
        }
        const request = readRequest(tool.operands);
        await tool.out.write(render(tool.process, select(tool.process, rows, request), request));
        if (request.pids && !rows.some((row) => request.pids?.includes(row.pid))) tool.code = 1;
      },
    },
    flavour,
  );

const fullFormat = ['uidname', 'pid', 'ppid', 'c', 'stime', 'tty', 'time', 'fullcmd'];
const userFormat = ['user', 'pid', '%cpu', '%mem', 'vsz', 'rss', 'tty', 'stat', 'start', 'bsdtime', 'args'];

function readRequest(words: readonly string[]): Request {
  const request: Request = { all: 'own', pids: undefined, parents: undefined, names: undefined, users: undefined, format: [], titles: new Map(), forest: false, header: true, wide: false, sort: [] };
  let format: string[] | undefined;
  const numbers = (text: string) => text.split(/[, ]+/).map((one) => {
    if (!/^\d+$/.test(one)) throw new UsageError(`process ID list syntax error\n\nUsage:\n ps [options]\n`);
    return Number(one);
  });
  const custom = (text: string) => {
    for (const part of text.split(/,(?![^=]*$)|,(?=[^=]*$)|\s+/)) {
      const [name = '', title] = part.split('=');
      const key = aliases[name] ?? name;
      if (name === '') continue;
      if (!(key in columns)) throw new UsageError(`unknown user-defined format specifier "${name}"`);
      request.format.push(key);
      if (title !== undefined) request.titles.set(key, title);
    }
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = (inline?: string) => inline ?? words[++at] ?? '';
    if (word.startsWith('--')) {
      const [name = '', inline] = word.slice(2).split(/=(.*)/s);
      if (name === 'forest') request.forest = true;
      else if (name === 'no-headers' || name === 'no-heading') request.header = false;
      else if (name === 'pid') request.pids = numbers(value(inline));
      else if (name === 'ppid') request.parents = numbers(value(inline));
      else if (name === 'user') request.users = value(inline).split(',');
      else if (name === 'sort') request.sort = value(inline).split(',');
      else if (name === 'format') custom(value(inline));
      else throw new UsageError(`unknown gnu long option\n`);
      continue;
    }
    if (/^\d+$/.test(word)) {
      request.pids = [...(request.pids ?? []), Number(word)];
      continue;
    }
    const dashed = word.startsWith('-');
    const letters = dashed ? word.slice(1) : word;
    for (let index = 0; index < letters.length; index++) {
      const letter = letters[index] ?? '';
      const rest = letters.slice(index + 1);
      if (/[opCuUtOk]/.test(letter) && (dashed || letter !== 'u')) {
        const argument = value(rest === '' ? undefined : rest);
        if (letter === 'o' || letter === 'O') custom(argument);
        else if (letter === 'p') request.pids = numbers(argument);
        else if (letter === 'C') request.names = argument.split(',');
        else if (letter === 'k') request.sort = argument.split(',');
        else if (letter !== 't') request.users = argument.split(',');
        break;
      }
      if (dashed && (letter === 'e' || letter === 'A')) request.all = 'everything';
      else if (letter === 'a') request.all = request.all === 'everything' ? 'everything' : 'terminals';
      else if (!dashed && letter === 'x') request.all = request.all === 'terminals' || words.join('').includes('a') ? 'everything' : 'own';
      else if (dashed && (letter === 'f' || letter === 'F')) format = fullFormat;
      else if (!dashed && letter === 'u') format = userFormat;
      else if (letter === 'l') format = ['s', 'uid', 'pid', 'ppid', 'c', 'pri', 'ni', 'rss', 'tty', 'time', 'cmd'];
      else if (letter === 'H' || (!dashed && letter === 'f')) request.forest = true;
      else if (letter === 'w') request.wide = true;
      else if (letter === 'j') format = ['pid', 'pgid', 'sid', 'tty', 'time', 'cmd'];
      else if (!/[dhxLTcnre]/.test(letter)) throw new UsageError(dashed ? `unsupported SysV option` : `unsupported option (BSD syntax)`);
      else if (letter === 'h') request.header = false;
    }
    if (!dashed && format === undefined && /^[axw]+$/.test(word)) format = ['pid', 'tty', 'stat', 'bsdtime', 'args'];
  }
  if (request.format.length === 0) request.format = format ?? ['pid', 'tty', 'time', 'cmd'];
  return request;
}

function select(process: Process, rows: readonly ProcessInfo[], request: Request): ProcessInfo[] {
  const accounts = new Accounts(process.files);
  const own = rows.find((row) => row.pid === process.pid);
  let chosen: ProcessInfo[];
  if (request.pids ?? request.parents ?? request.names ?? request.users) {
    const users = request.users?.map((name) => accounts.findUser(name)?.uid);
    chosen = rows.filter((row) => request.pids?.includes(row.pid) || request.parents?.includes(row.parent) || request.names?.includes(row.name) || users?.includes(row.credentials.uid));
  } else if (request.all === 'everything') chosen = [...rows];
  else if (request.all === 'terminals') chosen = rows.filter((row) => row.terminal !== undefined);
  else chosen = rows.filter((row) => row.terminal === own?.terminal && row.credentials.uid === own?.credentials.uid);
  for (const key of request.sort.toReversed()) {
    const column = key.replace(/^[-+]/, '');
    const value = (row: ProcessInfo) => (/mem|rss/.test(column) ? row.memory : /cpu|time/.test(column) ? row.cpuTime : column === 'ppid' ? row.parent : row.pid);
    chosen.sort((a, b) => (key.startsWith('-') ? value(b) - value(a) : value(a) - value(b)));
  }
  return chosen;
}

function render(process: Process, rows: readonly ProcessInfo[], request: Request): string {
  const forest = new Map<number, string>();
  const ordered = request.forest ? asForest(rows, forest) : rows;
  const context: Context = { accounts: new Accounts(process.files), now: process.system.clock.now(), memoryTotal: process.system.memoryTotal, rows, forest };
  const shown = request.format.map((key) => ({ key, column: columns[key] as Column }));
  const cells = ordered.map((row) => shown.map(({ column }) => column.show(row, context)));
  const titles = shown.map(({ key, column }) => request.titles.get(key) ?? column.title);
  const widths = shown.map(({ column }, index) => Math.max(column.width ?? 0, titles[index]?.length ?? 0, ...(index < shown.length - 1 ? cells.map((row) => row[index]?.length ?? 0) : [0])));
  const screen = process.terminal(1)?.size.columns;
  const line = (row: readonly string[]) => {
    const text = row.map((cell, index) => (shown[index]?.column.right ? cell.padStart(widths[index] ?? 0) : index === shown.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join(' ');
    return `${screen === undefined || request.wide ? text : text.slice(0, screen)}\n`;
  };
  const withHeader = request.header && titles.some((title) => title !== '');
  return (withHeader ? line(titles) : '') + cells.map(line).join('');
}

/** Children below their parents, with the branches that `ps f` draws before their commands. */
function asForest(rows: readonly ProcessInfo[], branches: Map<number, string>): ProcessInfo[] {
  const pids = new Set(rows.map((row) => row.pid));
  const ordered: ProcessInfo[] = [];
  const add = (row: ProcessInfo, indent: string, last: boolean, depth: number) => {
    ordered.push(row);
    if (depth > 0) branches.set(row.pid, `${indent}\\_ `);
    const children = rows.filter((child) => child.parent === row.pid && child.pid !== row.pid);
    for (const [index, child] of children.entries()) add(child, depth > 0 ? `${indent}${last ? '   ' : '|  '} `.slice(0, indent.length + 4) : ' ', index === children.length - 1, depth + 1);
  };
  for (const row of rows) if (!pids.has(row.parent)) add(row, '', true, 0);
  return ordered;
}
