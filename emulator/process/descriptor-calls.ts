import { encode } from '../kernel/bytes';
import { isSystemError, SystemError } from '../kernel/errno';
import { again, type OpenFile, type Readiness } from '../vfs/open-file';
import { FifoMustWait, openFifo } from './fifo';
import type { KernelCore } from './core';
import { createPipe } from './pipe-file';
import { fitting } from './file-size-limit';
import type { PseudoTerminal } from './pseudo-terminal';
import type { Task } from './task';
import { takeTurn } from './time-slice';
import { createTerminalView } from './terminal-view';
import type { Process, TerminalFileSystem } from './types';

type DescriptorCalls = Pick<
  Process,
  | 'open'
  | 'install'
  | 'file'
  | 'descriptors'
  | 'read'
  | 'write'
  | 'close'
  | 'duplicate'
  | 'setCloseOnExec'
  | 'pipe'
  | 'openTerminal'
  | 'createTerminalFileSystem'
  | 'fileAttributes'
  | 'terminal'
  | 'poll'
>;

/** The calls about descriptors. */
export function createDescriptorCalls(core: KernelCore, task: Task, self: () => Process): DescriptorCalls {
  const table = () => {
    task.check();
    return task.descriptors;
  };

  /** A process in the background that reads from its terminal is stopped. */
  async function checkForeground(terminal: PseudoTerminal, file: OpenFile): Promise<void> {
    while (terminal === task.terminal && file.name !== '/dev/ptmx' && terminal.foreground && terminal.foreground !== task.group) {
      if (task.actions.get('SIGTTIN')?.action === 'ignore' || core.signaler.isOrphaned(task.group)) throw new SystemError('EIO');
      core.signaler.signalGroup(task.group, 'SIGTTIN');
      task.check();
      if (!task.isHeld) return;
      await task.whenReleased();
    }
  }

  return {
    async open(path, options) {
      let fifo: FifoMustWait;
      try {
        task.mayWait = true;
        return table().add(self().files.open(path, options));
      } catch (error) {
        if (!(error instanceof FifoMustWait)) throw error;
        fifo = error;
      } finally {
        task.mayWait = false;
      }
      return table().add(await openFifo(task, fifo.place, fifo.options, path));
    },
    install: (file, options = {}) => table().add(file, options.from, options.closeOnExec),
    file: (descriptor) => table().get(descriptor),
    descriptors: () => table().numbers(),
    async read(descriptor, max = 65_536) {
      const file = table().get(descriptor);
      const terminal = core.terminals.of(file);
      for (;;) {
        const turn = takeTurn(task);
        if (turn) await turn;
        if (terminal) await checkForeground(terminal, file);
        const bytes = file.read(max);
        if (bytes !== again) return bytes;
        await task.block((wake) => file.subscribe('read', wake));
      }
    },
    async write(descriptor, data) {
      let bytes = typeof data === 'string' ? encode(data) : data;
      const file = table().get(descriptor);
      let begun = false;
      do {
        const turn = takeTurn(task);
        if (turn) await turn;
        try {
          const taken = file.write(fitting(core, task, file, bytes));
          if (taken === again) await task.block((wake) => file.subscribe('write', wake));
          else {
            begun = true;
            bytes = bytes.subarray(taken);
          }
        } catch (error) {
          if (isSystemError(error, 'EPIPE')) {
            core.signaler.deliver(task, 'SIGPIPE');
            task.check();
          }
          // Whoever is interrupted in the middle could not know how much was written: it is finished first.
          if (!begun || !isSystemError(error, 'EINTR')) throw error;
        }
      } while (bytes.length > 0);
    },
    close: (descriptor) => table().remove(descriptor),
    duplicate(descriptor, { to, from = 0, closeOnExec = false } = {}) {
      const file = table().get(descriptor);
      if (to === descriptor) return to;
      file.retain();
      if (to === undefined) return table().add(file, from, closeOnExec);
      table().put(to, file, closeOnExec);
      return to;
    },
    setCloseOnExec: (descriptor, closeOnExec) => table().setCloseOnExec(descriptor, closeOnExec),
    pipe() {
      const { reader, writer } = createPipe(core.system.clock);
      let first: number | undefined;
      try {
        first = table().add(reader);
        return [first, table().add(writer)];
      } catch (error) {
        if (first === undefined) writer.release();
        else table().remove(first);
        throw error;
      }
    },
    openTerminal({ size = { columns: 80, rows: 24 }, within = ownTerminals(core, task) } = {}) {
      task.check();
      const { terminal, master } = core.terminals.open(within, size, task.credentials.uid);
      return { master: table().add(master), path: terminal.path };
    },
    createTerminalFileSystem: () => core.terminals.createFileSystem(),
    fileAttributes: (descriptor) => table().get(descriptor).attributes(),
    terminal(descriptor) {
      task.check();
      let file: OpenFile;
      try {
        file = task.descriptors.get(descriptor);
      } catch (error) {
        if (isSystemError(error, 'EBADF')) return undefined;
        throw error;
      }
      const terminal = core.terminals.of(file);
      return terminal && createTerminalView(core, task, terminal);
    },
    async poll(wanted, timeout) {
      const files = wanted.map(({ descriptor, what }) => ({ descriptor, what, file: table().get(descriptor) }));
      const ready = new Set<(typeof files)[number]>();
      let expired = false;
      // Subscriptions tell of changes only: whatever is ready now is found by subscribing to what a read or write would wait for.
      for (const entry of files) if (isReady(entry.file, entry.what)) ready.add(entry);
      while (ready.size === 0 && !expired) {
        await task.block((wake) => {
          const timer = timeout === undefined ? undefined : core.system.clock.after(timeout, () => ((expired = true), wake()));
          const takeBack = files.map((entry) => entry.file.subscribe(entry.what, wake));
          return () => {
            timer?.cancel();
            for (const one of takeBack) one();
          };
        });
        for (const entry of files) if (isReady(entry.file, entry.what)) ready.add(entry);
      }
      return [...ready].map(({ descriptor, what }) => ({ descriptor, what }));
    },
  };
}

/** The devpts that the process sees: a container has its own. */
function ownTerminals(core: KernelCore, task: Task): TerminalFileSystem {
  const mount = task.namespaces.mount.mounts.findLast(({ fileSystem }) => fileSystem.type === 'devpts');
  return (mount?.fileSystem as TerminalFileSystem | undefined) ?? core.terminals.fileSystem;
}

/** Whether a read or write would not wait. A file without a say of its own (a disk file) is always ready. */
function isReady(file: OpenFile, what: Readiness): boolean {
  return file.isReady?.(what) ?? true;
}
