import { describeTask } from '../describe-task';
import type { Kernel } from '../kernel';
import type { LimitName } from '../resource-limits';
import { signalNumbers } from '../signal';
import type { Task } from '../task';
import type { ProcessInfo } from '../types';

const page = 4096;
/** Clock ticks a second, as `getconf CLK_TCK` says. */
export const ticksPerSecond = 100;

const stateNames: Record<ProcessInfo['state'], string> = { R: 'running', S: 'sleeping', D: 'disk sleep', T: 'stopped', Z: 'zombie' };

const kilobytes = (bytes: number) => String(Math.round(bytes / 1024)).padStart(8);

/** All capabilities of root, and those that Docker leaves to a container's. */
const allCapabilities = '000001ffffffffff';
const containerCapabilities = '00000000a80425fb';
const noCapabilities = '0'.repeat(16);

function signalMask(task: Task, kind: 'ignored' | 'caught'): string {
  let mask = 0n;
  for (const [signal, { action }] of task.actions)
    if (action !== 'default' && (action === 'ignore') === (kind === 'ignored')) mask |= 1n << BigInt(signalNumbers[signal] - 1);
  return mask.toString(16).padStart(16, '0');
}

/** Virtual memory is about this much more than what is resident. */
const virtualSize = (memory: number) => memory * 2 + 2 * 1024 * 1024;

/** /proc/PID/status. */
export function statusText(kernel: Kernel, task: Task, asker: Task): string {
  const info = describeTask(task, asker.namespaces.pid);
  const { uid, gid, groups } = task.credentials;
  const numbers = (identity: Task['identity']) => {
    const all: number[] = [];
    for (let namespace: Task['namespaces']['pid'] | undefined = task.namespaces.pid; namespace; namespace = namespace.parent) {
      all.unshift(identity.in(namespace));
      if (namespace === asker.namespaces.pid) break;
    }
    return all.join('\t');
  };
  const bounding = task.namespaces.pid === kernel.rootPids ? allCapabilities : containerCapabilities;
  const capabilities = uid === 0 ? bounding : noCapabilities;
  const processors = kernel.system.processors;
  const lines: [string, string | number][] = [
    ['Name', task.name],
    ...(task.isAlive ? ([['Umask', task.umask.toString(8).padStart(4, '0')]] as [string, string][]) : []),
    ['State', `${info.state} (${stateNames[info.state]})`],
    ['Tgid', info.pid],
    ['Ngid', 0],
    ['Pid', info.pid],
    ['PPid', info.parent],
    ['TracerPid', 0],
    ['Uid', [task.realUser, uid, uid, uid].join('\t')],
    ['Gid', [gid, gid, gid, gid].join('\t')],
    ['FDSize', 64],
    ['Groups', `${groups.join(' ')} `],
    ['NStgid', numbers(task.identity)],
    ['NSpid', numbers(task.identity)],
    ['NSpgid', numbers(task.group)],
    ['NSsid', numbers(task.session)],
    ['Kthread', 0],
  ];
  if (task.isAlive) {
    const { memory } = task;
    const sizes: [string, number][] = [
      ['VmPeak', virtualSize(memory)],
      ['VmSize', virtualSize(memory)],
      ['VmLck', 0],
      ['VmPin', 0],
      ['VmHWM', memory],
      ['VmRSS', memory],
      ['RssAnon', memory / 4],
      ['RssFile', (memory / 4) * 3],
      ['RssShmem', 0],
      ['VmData', memory / 2],
      ['VmStk', 132 * 1024],
      ['VmExe', 256 * 1024],
      ['VmLib', 1536 * 1024],
      ['VmPTE', 48 * 1024],
      ['VmSwap', 0],
    ];
    lines.push(...sizes.map(([name, size]): [string, string] => [name, `${kilobytes(size)} kB`]));
  }
  lines.push(
    ['Threads', 1],
    ['SigQ', '0/15641'],
    ['SigPnd', noCapabilities],
    ['ShdPnd', noCapabilities],
    ['SigBlk', noCapabilities],
    ['SigIgn', signalMask(task, 'ignored')],
    ['SigCgt', signalMask(task, 'caught')],
    ['CapInh', noCapabilities],
    ['CapPrm', capabilities],
    ['CapEff', capabilities],
    ['CapBnd', bounding],
    ['CapAmb', noCapabilities],
    ['NoNewPrivs', 0],
    ['Seccomp', task.namespaces.pid === kernel.rootPids ? 0 : 2],
    ['Cpus_allowed', (2 ** processors - 1).toString(16)],
    ['Cpus_allowed_list', processors > 1 ? `0-${processors - 1}` : '0'],
    ['Mems_allowed_list', 0],
    ['voluntary_ctxt_switches', 0],
    ['nonvoluntary_ctxt_switches', 0],
  );
  return lines.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

/** /proc/PID/stat: 52 numbers in a row. */
export function statText(kernel: Kernel, task: Task, asker: Task): string {
  const info = describeTask(task, asker.namespaces.pid);
  const memory = task.isAlive ? task.memory : 0;
  const started = Math.max(0, Math.floor(((task.started - kernel.system.bootTime) / 1000) * ticksPerSecond));
  const number = task.terminal ? 136 * 256 + Number(task.terminal.path.split('/').at(-1)) : 0;
  const before = [info.state, info.parent, info.group, info.session, number, number ? info.foregroundGroup : -1, 4_194_560, 0, 0, 0, 0];
  const cpu = [Math.floor((task.cpuTime / 1000) * ticksPerSecond), 0, 0, 0];
  const after = [20 + task.niceness, task.niceness, 1, 0, started, memory === 0 ? 0 : virtualSize(memory), Math.round(memory / page), '18446744073709551615'];
  const rest = [...Array.from({ length: 12 }, () => 0), 17, ...Array.from({ length: 14 }, () => 0)];
  return `${info.pid} (${task.name}) ${[...before, ...cpu, ...after, ...rest].join(' ')}\n`;
}

/** /proc/PID/statm, in pages. */
export function statmText(task: Task): string {
  const pages = task.isAlive ? Math.round(task.memory / page) : 0;
  return `${Math.round(virtualSize(task.isAlive ? task.memory : 0) / page)} ${pages} ${Math.round(pages * 0.75)} 64 0 ${Math.round(pages / 2)} 0\n`;
}

/** /proc/PID/maps: the executable, at the usual place. */
export function mapsText(task: Task): string {
  if (!task.isAlive || task.executable === '') return '';
  const inode = task.executablePlace?.node.inode ?? 0;
  return `555555554000-555555594000 r-xp 00000000 fe:01 ${inode} ${task.executable.padStart(task.executable.length + 20)}\n7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 ${' '.repeat(25)}[stack]\n`;
}

/** /proc/PID/limits. */
export function limitsText({ limits }: Task): string {
  const shown: [string, LimitName, string][] = [
    ['Max cpu time', 'cpu', 'seconds'],
    ['Max file size', 'fsize', 'bytes'],
    ['Max data size', 'data', 'bytes'],
    ['Max stack size', 'stack', 'bytes'],
    ['Max core file size', 'core', 'bytes'],
    ['Max resident set', 'rss', 'bytes'],
    ['Max processes', 'nproc', 'processes'],
    ['Max open files', 'nofile', 'files'],
    ['Max locked memory', 'memlock', 'bytes'],
    ['Max address space', 'as', 'bytes'],
    ['Max file locks', 'locks', 'locks'],
    ['Max pending signals', 'sigpending', 'signals'],
    ['Max msgqueue size', 'msgqueue', 'bytes'],
    ['Max nice priority', 'nice', ''],
    ['Max realtime priority', 'rtprio', ''],
    ['Max realtime timeout', 'rttime', 'us'],
  ];
  const value = (limit: number) => (limit === Infinity ? 'unlimited' : String(limit));
  const rows = shown.map(([label, name, unit]) => [label, value(limits[name].soft), value(limits[name].hard), unit]);
  const line = ([name, soft, hard, unit]: readonly string[]) => `${name?.padEnd(25)} ${soft?.padEnd(20)} ${hard?.padEnd(20)} ${unit?.padEnd(10)}\n`;
  return line(['Limit', 'Soft Limit', 'Hard Limit', 'Units']) + rows.map(line).join('');
}
