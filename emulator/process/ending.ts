import type { KernelCore } from './core';
import type { Identity, NumberedNamespace } from './identity';
import type { Task } from './task';
import type { WaitStatus } from './types';

/** PID 1 of a task's namespace, or of one above while that one is being made or ends. */
export function initOf(core: KernelCore, task: Task): Task | undefined {
  for (let namespace: NumberedNamespace | undefined = task.namespaces.pid; namespace; namespace = namespace.parent) {
    const init = core.find(namespace, 1);
    if (init && init !== task && init.isAlive) return init;
  }
  return undefined;
}

/** Hands a child to another parent. */
export function adopt(task: Task, parent: Task | undefined): void {
  task.parent?.children.delete(task);
  task.parent = parent;
  parent?.children.add(task);
}

/** What happens when processes end. */
export function createEnding(core: KernelCore): Pick<KernelCore, 'end' | 'reap'> {
  function reap(task: Task): void {
    if (task.state === 'reaped') return;
    task.state = 'reaped';
    core.endedCpuTime += task.cpuTime;
    task.parent?.children.delete(task);
    core.tasks.delete(task);
    core.controlGroups.remove(task);
    for (let namespace: NumberedNamespace | undefined = task.namespaces.pid; namespace; namespace = namespace.parent)
      namespace.tasks.delete(task.identity.in(namespace));
  }

  /** Tells the parent of a zombie, or forgets it when the parent does not want to know. */
  function tellParent(task: Task): void {
    const { parent } = task;
    if (!parent?.isAlive || parent.actions.get('SIGCHLD')?.action === 'ignore') {
      reap(task);
      parent?.childChanged.wake();
      return;
    }
    parent.childChanged.wake();
    core.signaler.deliver(parent, 'SIGCHLD');
  }

  function end(task: Task, status: WaitStatus): void {
    if (!task.isAlive) return;
    const watched = watchedGroups(task);
    task.state = 'zombie';
    task.status = status;
    task.pending = [];
    task.interrupt('ended');
    task.descriptors.closeAll();
    if (task.isInit && task.namespaces.pid !== core.rootPids)
      for (const other of [...task.namespaces.pid.tasks.values()]) if (other !== task) end(other, { kind: 'signaled', signal: 'SIGKILL', coreDumped: false });
    for (const child of [...task.children]) {
      const heir = initOf(core, child);
      if (!heir || heir === task) {
        child.parent = undefined;
        task.children.delete(child);
        if (!child.isAlive) reap(child);
        continue;
      }
      adopt(child, heir);
      if (!child.isAlive) tellParent(child);
    }
    if (task.session === task.identity && task.terminal) endSession(task);
    for (const group of watched) releaseGroup(group);
    tellParent(task);
  }

  /** The terminal of a session whose leader ends is free again; whoever is in the foreground hears of it. */
  function endSession(task: Task): void {
    const { terminal } = task;
    if (!terminal || terminal.session !== task.session) return;
    const { foreground } = terminal;
    terminal.session = terminal.foreground = undefined;
    for (const other of core.tasks) if (other.session === task.session && other.terminal === terminal) other.terminal = undefined;
    if (!foreground) return;
    core.signaler.signalGroup(foreground, 'SIGHUP');
    core.signaler.signalGroup(foreground, 'SIGCONT');
  }

  /** Groups that `task` keeps from being orphaned. */
  function watchedGroups(task: Task): Set<Identity> {
    const groups = new Set<Identity>();
    if (task.parent && task.parent.session === task.session && task.parent.group !== task.group) groups.add(task.group);
    for (const child of task.children) if (child.isAlive && child.session === task.session && child.group !== task.group) groups.add(child.group);
    return groups;
  }

  /** Stopped processes of a group that nobody watches any more are let go. */
  function releaseGroup(group: Identity): void {
    const stopped = [...core.tasks].some((one) => one.group === group && one.state === 'stopped');
    if (!stopped || !core.signaler.isOrphaned(group)) return;
    core.signaler.signalGroup(group, 'SIGHUP');
    core.signaler.signalGroup(group, 'SIGCONT');
  }

  return { end, reap };
}
