import type { FileSystem } from '../../vfs/types';
import { createSyntheticFileSystem, syntheticText, type SyntheticDirectory, type SyntheticEntry } from '../../vfs/synthetic-file-system';
import type { Kernel } from '../kernel';
import type { Task } from '../task';
import { createMachineFiles } from './machine-files';
import { processDirectory } from './process-directory';
import { createSettings } from './settings-directory';

/**
 * /proc of a kernel. One serves all mounts of it: what it shows depends on who looks, by their PID, mount and network namespaces. (Linux
 * binds it to the PID namespace that it was mounted in; who can reach a mount of it is in that namespace, but for processes that entered it.)
 */
export function createProcFileSystem(kernel: Kernel): FileSystem {
  const machineFiles = createMachineFiles(kernel);
  const settings = createSettings(kernel);
  const fixed: Record<string, (asker: Task) => SyntheticEntry> = {
    self: (asker) => ({ kind: 'symlink', target: () => String(asker.pid) }),
    'thread-self': (asker) => ({ kind: 'symlink', target: () => `${asker.pid}/task/${asker.pid}` }),
    mounts: () => ({ kind: 'symlink', target: () => 'self/mounts' }),
    net: () => ({ kind: 'symlink', target: () => 'self/net' }),
    sys: (asker) => settings(asker),
    ...Object.fromEntries(Object.entries(machineFiles).map(([name, read]) => [name, (asker: Task) => syntheticText(() => read(asker))])),
  };
  /** Who looks: noted when the walk begins, since the text may be made later, when another one is at it. */
  const asker = () => kernel.caller ?? kernel.find(kernel.rootPids, 1);

  const root: SyntheticDirectory = {
    kind: 'directory',
    *names() {
      const { pid: namespace } = asker()?.namespaces ?? { pid: kernel.rootPids };
      const pids = [...kernel.tasks].map((task) => task.identity.in(namespace)).filter((pid) => pid > 0);
      yield* pids.sort((a, b) => a - b).map(String);
      yield* Object.keys(fixed);
    },
    lookup(name) {
      const who = asker();
      if (!who) return undefined;
      if (/^[1-9]\d*$/.test(name)) {
        const task = kernel.find(who.namespaces.pid, Number(name));
        return task && processDirectory(kernel, task, who);
      }
      return Object.hasOwn(fixed, name) ? fixed[name]?.(who) : undefined;
    },
  };
  return createSyntheticFileSystem({ type: 'proc', clock: kernel.system.clock, root });
}
