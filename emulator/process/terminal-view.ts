import { SystemError } from '../kernel/errno';
import type { KernelCore } from './core';
import type { PseudoTerminal } from './pseudo-terminal';
import type { Task } from './task';
import type { Terminal, TerminalModes } from './terminal';

/** A terminal as `task` sees it: groups and sessions by the numbers of its PID namespace. */
export function createTerminalView(core: KernelCore, task: Task, terminal: PseudoTerminal): Terminal {
  const namespace = task.namespaces.pid;
  return {
    path: terminal.path,
    get modes() {
      return terminal.modes;
    },
    set modes(modes: TerminalModes) {
      terminal.modes = modes;
    },
    get size() {
      return terminal.size;
    },
    resize: (size) => terminal.resize(size),
    get foregroundGroup() {
      return terminal.foreground?.in(namespace) ?? 0;
    },
    set foregroundGroup(number: number) {
      for (const other of core.tasks) {
        if (other.group.in(namespace) !== number) continue;
        terminal.foreground = other.group;
        return;
      }
      throw new SystemError('ESRCH');
    },
    get session() {
      return terminal.session?.in(namespace);
    },
    onResize(changed) {
      terminal.resized.add(changed);
      return () => terminal.resized.delete(changed);
    },
  };
}
