import { encode } from '../kernel/bytes';
import { isSystemError, SystemError } from '../kernel/errno';
import { again, type OpenFile, type Readiness } from '../vfs/open-file';
import { openFifo } from './fifo';
import type { KernelCore } from './core';
import { createPipe } from './pipe-file';
import type { Task } from './task';
import { createTerminalView } from './terminal-view';
import type { Process } from './types';

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
  async function checkForeground(file: OpenFile): Promise<void> {
    for (;;) {
      const terminal = core.terminals.of(file);
      if (!terminal || terminal !== task.terminal || file.name === '/dev/ptmx' || !terminal.foreground || terminal.foreground === task.group) return;
      const action = task.actions.get('SIGTTIN')?.action;
      if (action === 'ignore' || task.parent === undefined) throw new SystemError('EIO');
      core.signaler.signalGroup(task.group, 'SIGTTIN');
      task.check();
      if (task.isHeld) await task.whenReleased();
      else return;
    }
  }

  return {
    async open(path, options) {
      const { files } = self();
      let place: ReturnType<typeof files.resolve> | undefined;
      try {
        place = files.resolve(path, { follow: !options.noFollow });
      } catch (error) {
        if (!isSystemError(error, 'ENOENT')) throw error;
      }
      if (place?.node.kind !== 'fifo' || place.node.open) return table().add(files.open(path, options));
      if (!files.access(path, { read: options.read ?? false, write: options.write ?? false })) throw new SystemError('EACCES', path);
      return table().add(await openFifo(task, place, options, path));
    },
    install: (file, options = {}) => table().add(file, options.from, options.closeOnExec),
    file: (descriptor) => table().get(descriptor),
    descriptors: () => table().numbers(),
    async read(descriptor, max = 65_536) {
      const file = table().get(descriptor);
      await checkForeground(file);
      for (;;) {
        if (task.isHeld) await task.whenReleased();
        const bytes = file.read(max);
        if (bytes !== again) return bytes;
        await task.block((wake) => file.subscribe('read', wake));
        await checkForeground(file);
      }
    },
    async write(descriptor, data) {
      let bytes = typeof data === 'string' ? encode(data) : data;
      const file = table().get(descriptor);
      try {
        do {
          if (task.isHeld) await task.whenReleased();
          const taken = file.write(bytes);
          if (taken === again) await task.block((wake) => file.subscribe('write', wake));
          else bytes = bytes.subarray(taken);
        } while (bytes.length > 0);
      } catch (error) {
        if (isSystemError(error, 'EPIPE')) {
          core.signaler.deliver(task, 'SIGPIPE');
          task.check();
        }
        throw error;
      }
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
      const first = table().add(reader);
      return [first, table().add(writer)];
    },
    openTerminal({ size = { columns: 80, rows: 24 }, within = core.terminals.fileSystem } = {}) {
      task.check();
      const { terminal, master } = core.terminals.open(within, size);
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

/** Whether a read or write would not wait. A file without a say of its own (a disk file) is always ready. */
function isReady(file: OpenFile, what: Readiness): boolean {
  return file.isReady?.(what) ?? true;
}
