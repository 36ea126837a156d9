import type { NumberedNamespace } from './identity';
import type { Task } from './task';
import type { ProcessInfo } from './types';

/** A process as one in `namespace` sees it. */
export function describeTask(task: Task, namespace: NumberedNamespace): ProcessInfo {
  return {
    pid: task.identity.in(namespace),
    parent: task.parent?.identity.in(namespace) ?? 0,
    group: task.group.in(namespace),
    session: task.session.in(namespace),
    credentials: task.credentials,
    argv: task.argv,
    name: task.name,
    state: !task.isAlive ? 'Z' : task.state === 'stopped' ? 'T' : task.controlGroup.frozen ? 'D' : task.isWaiting ? 'S' : 'R',
    terminal: task.terminal?.path,
    foregroundGroup: task.terminal?.foreground?.in(namespace) ?? 0,
    started: task.started,
    cpuTime: task.cpuTime,
    niceness: task.niceness,
    memory: task.memory,
    namespaces: task.namespaces,
    controlGroup: task.controlGroup,
  };
}
