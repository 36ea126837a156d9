import type { ContainerTop } from '../../api/types/container';
import { formatClock } from '../time';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';
import type { Container } from './container';

/** `docker top`: the container's processes by the host's numbers, as `ps -ef` there shows them. Other arguments than `-ef` and `aux` show the same columns. */
export function containerProcesses(parts: EngineParts, container: Container, psArguments: string): ContainerTop {
  const { task } = container;
  if (!task) throw new EngineError('conflict', `container ${container.id} is not running`);
  const { process } = parts;
  const names = new Map(
    process.files
      .readText('/etc/passwd')
      .split('\n')
      .map((line) => line.split(':'))
      .map((fields): [string, string] => [fields[2] ?? '', fields[0] ?? '']),
  );
  const user = (uid: number) => names.get(String(uid)) ?? String(uid);
  const rows = process.list().filter((row) => row.controlGroup === task.controlGroup);
  const clock = (milliseconds: number) => new Date(milliseconds).toISOString().slice(11, 19);
  const terminal = (path: string | undefined) => path?.replace('/dev/', '') ?? '?';
  if (/\bx\b|aux/.test(psArguments)) {
    return {
      Titles: ['USER', 'PID', '%CPU', '%MEM', 'VSZ', 'RSS', 'TTY', 'STAT', 'START', 'TIME', 'COMMAND'],
      Processes: rows.map((row) => [user(row.credentials.uid), String(row.pid), '0.0', '0.0', String(Math.ceil(row.memory / 341)), String(Math.ceil(row.memory / 1024)), terminal(row.terminal), row.state, formatClock(row.started), '0:00', row.argv.join(' ')]),
    };
  }
  return {
    Titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
    Processes: rows.map((row) => [user(row.credentials.uid), String(row.pid), String(row.parent), '0', formatClock(row.started), terminal(row.terminal), clock(row.cpuTime), row.argv.join(' ')]),
  };
}
