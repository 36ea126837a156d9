import { SystemError } from '../kernel/errno';
import { defaultAction } from './default-action';
import type { Identity } from './identity';
import type { KernelCore } from './kernel';
import type { Signal } from './signal';
import type { Task } from './task';

/** Sends signals and does what they do. */
export function createSignaler(core: KernelCore) {
  function stop(task: Task, signal: Signal): void {
    if (task.state !== 'running') return;
    task.state = 'stopped';
    task.change = { kind: 'stopped', signal };
    tell(task);
  }

  function carryOn(task: Task): void {
    if (task.state !== 'stopped') return;
    task.state = 'running';
    task.change = undefined;
    tell(task);
    task.resume();
    const pending = task.pending;
    task.pending = [];
    for (const signal of pending) deliver(task, signal);
  }

  function tell(task: Task): void {
    task.parent?.childChanged.wake();
    if (task.parent?.isAlive) deliver(task.parent, 'SIGCHLD');
  }

  /** Delivers a signal to one process. `inside`: it comes from the process's own PID namespace, whose PID 1 is protected. */
  function deliver(task: Task, signal: Signal, inside = true): void {
    if (!task.isAlive) return;
    if (signal === 'SIGCONT') carryOn(task);
    const own = task.actions.get(signal);
    const unstoppable = signal === 'SIGKILL' || signal === 'SIGSTOP';
    const isInit = task.isInit;
    if (isInit && unstoppable && inside) return;
    if (!unstoppable && own && own.action !== 'default') {
      if (own.action === 'ignore') return;
      if (task.state === 'stopped') {
        if (!task.pending.includes(signal)) task.pending.push(signal);
        return;
      }
      own.action(signal);
      if (!own.restart) task.interrupt('EINTR');
      return;
    }
    // PID 1 gets no default action: neither from inside nor, but for SIGKILL and SIGSTOP, from outside.
    if (isInit && !unstoppable) return;
    const action = defaultAction(signal);
    if (task.state === 'stopped' && action !== 'continue' && action !== 'ignore' && signal !== 'SIGKILL') {
      if (action !== 'stop') task.pending.push(signal);
      return;
    }
    switch (action) {
      case 'ignore':
      case 'continue':
        return;
      case 'stop':
        stop(task, signal);
        return;
      case 'terminate':
      case 'core':
        core.end(task, { kind: 'signaled', signal, coreDumped: action === 'core' });
    }
  }

  function signalGroup(group: Identity, signal: Signal): void {
    for (const task of [...core.tasks]) if (task.group === group) deliver(task, signal);
  }

  function mayKill(sender: Task, target: Task): boolean {
    const { uid } = sender.credentials;
    return uid === 0 || uid === target.credentials.uid || uid === target.realUser || sender.realUser === target.realUser;
  }

  /** kill(2) in the name of `sender`. */
  function kill(sender: Task, pid: number, signal: Signal | 0): void {
    const namespace = sender.namespaces.pid;
    const visible = [...core.tasks].filter((task) => task.identity.in(namespace) > 0 && task.state !== 'reaped');
    const targets =
      pid > 0
        ? visible.filter((task) => task.identity.in(namespace) === pid)
        : pid === 0
          ? visible.filter((task) => task.group === sender.group)
          : pid === -1
            ? visible.filter((task) => task !== sender && task.identity.in(namespace) !== 1)
            : visible.filter((task) => task.group.in(namespace) === -pid);
    if (targets.length === 0) throw new SystemError('ESRCH');
    const allowed = targets.filter((task) => mayKill(sender, task) || (signal === 'SIGCONT' && task.session === sender.session));
    if (allowed.length === 0) throw new SystemError('EPERM');
    if (signal === 0) return;
    for (const task of allowed) deliver(task, signal, task.namespaces.pid === namespace);
    sender.check();
  }

  return { deliver, signalGroup, kill };
}
