import { SystemError } from '../kernel/errno';
import { createFileCalls } from '../vfs/file-calls';
import type { FileCalls } from '../vfs/types';
import type { SocketCalls } from '../net/types';
import { createDescriptorCalls } from './descriptor-calls';
import type { KernelCore } from './core';
import { FifoMustWait, openFifoNow } from './fifo';
import { createLifeCalls } from './life-calls';
import { describeTask } from './describe-task';
import { limitFileCalls } from './file-size-limit';
import { changeLimit, type LimitName, type ResourceLimit } from './resource-limits';
import type { Task } from './task';
import { takeTurn } from './time-slice';
import { createTerminalView } from './terminal-view';
import type { Process } from './types';

/** Calls that a process which has ended never returns from. */
const waitingCalls = ['open', 'read', 'write', 'poll', 'spawn', 'execute', 'wait', 'pause', 'sleep', 'until'] as const;

/** Whether it has CAP_SYS_RESOURCE and CAP_SYS_NICE: root of the host, and of a privileged container. */
function mayManage(core: KernelCore, { credentials, namespaces, controlGroup }: Task): boolean {
  return credentials.uid === 0 && (namespaces.pid === core.rootPids || controlGroup.privileged === true);
}

/** The system calls of `task`: what its program holds. Every call of a process that has ended unwinds its program. */
export function createProcess(core: KernelCore, task: Task): Process {
  const { system } = core;
  const context = () => {
    task.check();
    core.caller = task;
    return { namespace: task.namespaces.mount, root: task.root, cwd: task.cwd, credentials: task.credentials, umask: task.umask };
  };
  const unlimited: FileCalls = createFileCalls(context, system.clock, {
    open(place, options, name) {
      if (place.node.kind !== 'fifo') return core.devices.openDevice(place.node, options);
      if (task.mayWait) throw new FifoMustWait(place, options);
      return openFifoNow(place, options, name);
    },
  });
  const files = limitFileCalls(core, task, unlimited);
  let sockets: SocketCalls | undefined;

  const own = {
    get pid() {
      return task.pid;
    },
    get parent() {
      return task.parent?.identity.in(task.namespaces.pid) ?? 0;
    },
    get group() {
      return task.group.in(task.namespaces.pid);
    },
    get session() {
      return task.session.in(task.namespaces.pid);
    },
    get argv() {
      return task.argv;
    },
    get env() {
      return task.env;
    },
    get credentials() {
      return task.credentials;
    },
    get realUser() {
      return task.realUser;
    },
    get controlGroup() {
      return task.controlGroup;
    },
    get umask() {
      return task.umask;
    },
    set umask(mask: number) {
      task.umask = mask & 0o777;
    },
    get limits() {
      return task.limits;
    },
    setLimit(name: LimitName, limit: ResourceLimit) {
      task.check();
      task.limits = changeLimit(task.limits, name, limit, mayManage(core, task));
    },
    setNiceness(pid: number, niceness: number) {
      task.check();
      const target = core.find(task.namespaces.pid, pid);
      if (!target) throw new SystemError('ESRCH');
      if (task.credentials.uid !== 0 && ![target.credentials.uid, target.realUser].includes(task.credentials.uid)) throw new SystemError('EPERM');
      const value = Math.min(19, Math.max(-20, niceness));
      if (value < target.niceness && !mayManage(core, task)) throw new SystemError('EACCES');
      target.niceness = value;
    },
    get network() {
      sockets ??= core.options.socketCalls(process);
      return sockets;
    },
    get cwd() {
      return files.pathOf(task.cwd);
    },
    get root() {
      return task.root;
    },
    get controllingTerminal() {
      return task.terminal && createTerminalView(core, task, task.terminal);
    },
    namespaces: task.namespaces,
    system,
    files,
    changeDirectory(path: string) {
      const place = files.resolve(path);
      if (place.node.kind !== 'directory') throw new SystemError('ENOTDIR', path);
      if (!files.access(path, { execute: true })) throw new SystemError('EACCES', path);
      task.cwd = place;
    },
    changeRoot(path: string) {
      if (task.credentials.uid !== 0) throw new SystemError('EPERM', path);
      task.root = files.resolve(path);
    },
    setCredentials(credentials: Process['credentials']) {
      task.check();
      const { uid, gid } = task.credentials;
      if (uid !== 0 && (credentials.uid !== uid || credentials.gid !== gid)) throw new SystemError('EPERM');
      task.credentials = credentials;
      task.realUser = credentials.uid;
    },
    tick() {
      task.check();
      return takeTurn(task);
    },
    setMemory(bytes: number) {
      task.check();
      task.memory = bytes;
      for (let victim = core.controlGroups.victimOf(task); victim; victim = core.controlGroups.victimOf(task))
        core.end(victim, { kind: 'signaled', signal: 'SIGKILL', coreDumped: false });
      task.check();
    },
    list: () => [...task.namespaces.pid.tasks.values()].map((one) => describeTask(one, task.namespaces.pid)).sort((a, b) => a.pid - b.pid),
    info(pid: number) {
      const found = core.find(task.namespaces.pid, pid);
      return found && describeTask(found, task.namespaces.pid);
    },
    async until<T>(work: Promise<T>): Promise<T> {
      let settled: { value: T } | { error: unknown } | undefined;
      let wake: () => void = () => undefined;
      work.then(
        (value) => ((settled = { value }), wake()),
        (error: unknown) => ((settled = { error }), wake()),
      );
      while (!settled) {
        await task.block((woken) => {
          if (settled) woken();
          else wake = woken;
          return () => (wake = () => undefined);
        });
      }
      if ('error' in settled) throw settled.error;
      return settled.value;
    },
  };
  const process = own as unknown as Process;
  const parts = [createDescriptorCalls(core, task, () => process), createLifeCalls(core, task, () => process)];
  for (const part of parts) Object.defineProperties(own, Object.getOwnPropertyDescriptors(part));
  for (const name of waitingCalls) {
    const call = process[name] as (...values: unknown[]) => Promise<unknown>;
    Object.assign(own, { [name]: (...values: unknown[]) => (task.isAlive ? call(...values) : task.unwind()) });
  }
  return process;
}
