import type { Clock } from '../kernel/clock';
import type { Kernel } from '../process/kernel';
import { createTmpfs } from '../vfs/memory-file-system';
import type { FileCalls, FileSystem, MountNamespace } from '../vfs/types';

/** Sizes of the host's tmpfs, in bytes. */
const runSize = 200 * 1024 * 1024;
const sharedMemorySize = 512 * 1024 * 1024;

/** Mounts what a host has besides its disk: /dev, /dev/pts, /dev/shm, /run, and the synthetic ones it is given (/proc, /sys, …) by their paths. */
export function mountHostFileSystems(kernel: Kernel, namespace: MountNamespace, files: FileCalls, clock: Clock, synthetic: Readonly<Record<string, FileSystem>>): void {
  const mount = (path: string, fileSystem: FileSystem, source: string, options: readonly string[]) => {
    if (!files.exists(path)) files.makeDirectory(path, { parents: true });
    namespace.mount(files.resolve(path), { fileSystem, source, options });
  };
  mount('/dev', kernel.devices, 'udev', ['nosuid', 'relatime']);
  for (const path of ['/dev/pts', '/dev/shm', '/dev/mqueue']) files.makeDirectory(path);
  files.symlink('/proc/self/fd', '/dev/fd');
  for (const [index, name] of ['stdin', 'stdout', 'stderr'].entries()) files.symlink(`/proc/self/fd/${index}`, `/dev/${name}`);
  mount('/dev/pts', kernel.terminals.fileSystem, 'devpts', ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=000']);
  mount('/run', createTmpfs({ clock, totalBytes: runSize }), 'tmpfs', ['nosuid', 'nodev', 'noexec', 'relatime', 'mode=755']);
  files.changeMode('/run', 0o755);
  for (const path of ['/run/lock', '/run/systemd']) files.makeDirectory(path);
  files.changeMode('/run/lock', 0o1777);
  mount('/dev/shm', createTmpfs({ clock, totalBytes: sharedMemorySize }), 'tmpfs', ['nosuid', 'nodev']);
  files.changeMode('/dev/shm', 0o1777);
  for (const [path, fileSystem] of Object.entries(synthetic)) mount(path, fileSystem, fileSystem.type, ['nosuid', 'nodev', 'noexec', 'relatime']);
}
