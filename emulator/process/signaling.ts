import { SystemError } from '../kernel/errno';
import type { KernelCore, Signaler } from './core';
import { defaultAction } from './default-action';
import type { Identity } from './identity';
import type { Signal } from './signal';
import type { Task } from './task';

const keyboardStops: ReadonlySet<Signal> = new Set<Signal>(['SIGTSTP', 'SIGTTIN', 'SIGTTOU']);

/** Sends signals and does what they do. */
export function createSignaler(core: KernelCore): Signaler {
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
    deliverPending(task);
  }

  function tell(task: Task): void {
    task.parent?.childChanged.wake();
    if (task.parent?.isAlive) deliver(task.parent, 'SIGCHLD');
  }

  /** Keeps a signal for when the process runs again; for a frozen one somebody has to look out for that. */
  function keep(task: Task, signal: Signal): void {
    if (!task.pending.includes(signal)) task.pending.push(signal);
    if (task.state === 'stopped' || task.pending.length > 1) return;
    task.whenReleased().then(
      () => deliverPending(task),
      () => undefined, // it ended meanwhile
    );
  }

  function deliverPending(task: Task): void {
    const { pending } = task;
    task.pending = [];
    for (const signal of pending) deliver(task, signal);
  }

  function deliver(task: Task, signal: Signal, inside = true): void {
    if (!task.isAlive) return;
    if (signal === 'SIGCONT') {
      task.pending = task.pending.filter((one) => defaultAction(one) !== 'stop');
      carryOn(task);
    }
    const own = task.actions.get(signal);
    if (signal === 'SIGKILL' || signal === 'SIGSTOP') {
      if (task.isInit && inside) return;
      act(task, signal);
      return;
    }
    if (own?.action === 'ignore') return;
    const handler = own && own.action !== 'default' ? own.action : undefined;
    // PID 1 gets no default actions, not even from outside.
    if (!handler && task.isInit) return;
    if (!handler && ['ignore', 'continue'].includes(defaultAction(signal))) return;
    if (task.isHeld) {
      if (handler || defaultAction(signal) !== 'stop') keep(task, signal);
      return;
    }
    if (!handler) {
      act(task, signal);
      return;
    }
    handler(signal);
    if (!own?.restart) task.interrupt('EINTR');
  }

  /** Does what the signal does by itself. */
  function act(task: Task, signal: Signal): void {
    const action = defaultAction(signal);
    switch (action) {
      case 'ignore':
      case 'continue':
        return;
      case 'stop':
        if (!keyboardStops.has(signal) || !isOrphaned(task.group)) stop(task, signal);
        return;
      case 'terminate':
      case 'core':
        core.end(task, { kind: 'signaled', signal, coreDumped: action === 'core' });
    }
  }

  function isOrphaned(group: Identity): boolean {
    for (const task of core.tasks) {
      if (task.group !== group || !task.isAlive) continue;
      const { parent } = task;
      if (parent?.isAlive && parent.session === task.session && parent.group !== group) return false;
    }
    return true;
  }

  function signalGroup(group: Identity, signal: Signal): void {
    for (const task of [...core.tasks]) if (task.group === group) deliver(task, signal);
  }

  function mayKill(sender: Task, target: Task): boolean {
    const { uid } = sender.credentials;
    return uid === 0 || uid === target.credentials.uid || uid === target.realUser || sender.realUser === target.realUser;
  }

  function targetsOf(sender: Task, pid: number): Task[] {
    const { pid: namespace } = sender.namespaces;
    if (pid > 0) {
      const task = core.find(namespace, pid);
      return task ? [task] : [];
    }
    const visible = [...namespace.tasks.values()];
    if (pid === 0) return visible.filter((task) => task.group === sender.group);
    if (pid === -1) return visible.filter((task) => task !== sender && task.identity.in(namespace) !== 1);
    return visible.filter((task) => task.group.in(namespace) === -pid);
  }

  return {
    deliver,
    signalGroup,
    isOrphaned,
    kill(sender, pid, signal) {
      const targets = targetsOf(sender, pid);
      if (targets.length === 0) throw new SystemError('ESRCH');
      const allowed = targets.filter((task) => mayKill(sender, task) || (signal === 'SIGCONT' && task.session === sender.session));
      if (allowed.length === 0) throw new SystemError('EPERM');
      if (signal === 0) return;
      for (const task of allowed) deliver(task, signal, task.namespaces.pid === sender.namespaces.pid);
      sender.check();
    },
  };
}
