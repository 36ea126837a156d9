import { EngineError } from '../../error';
import type { Process, TerminalFileSystem } from '../../../process/types';
import { createDeviceFileSystem } from '../../../vfs/device-file-system';
import { createTmpfs } from '../../../vfs/memory-file-system';
import type { FileCalls, FileSystem, MountNamespace, Place } from '../../../vfs/types';

/** Something of the host, or a tmpfs, in a container. */
export interface ContainerMount {
  readonly destination: string;
  readonly source: { readonly path: string } | { readonly tmpfs: string };
  readonly readOnly: boolean;
}

/** Bytes of a container's /dev/shm when nobody says otherwise. */
const tmpfsDefault = 2 ** 31;

/** `64m`, `1g`, `4096` in bytes. */
function bytesOf(text: string | undefined): number {
  const match = /^(\d+)([kmg]?)/i.exec(text ?? '');
  return match ? Number(match[1]) * 1024 ** ' kmg'.indexOf((match[2] ?? '').toLowerCase() || ' ') : tmpfsDefault;
}

/**
 * Mounts into a container's namespace what runc does: /proc, /dev with its pseudo terminals, /sys, then the mounts asked for, outer ones
 * before those in them. Mount points that are missing are made.
 */
export function mountContainer(shim: Process, namespace: MountNamespace, inside: FileCalls, terminals: TerminalFileSystem, mounts: readonly ContainerMount[], options: { shmSize: number; privileged: boolean }): void {
  const { clock, random } = shim.system;
  const hostMounts = shim.namespaces.mount.mounts;
  const shared = (type: string): FileSystem | undefined => hostMounts.find((mount) => mount.fileSystem.type === type)?.fileSystem;
  const at = (path: string): Place => {
    if (!inside.exists(path)) inside.makeDirectory(path, { parents: true });
    return inside.resolve(path);
  };
  const mount = (path: string, fileSystem: FileSystem | undefined, source: string, flags: readonly string[], readOnly = false) => {
    if (fileSystem) namespace.mount(at(path), { fileSystem, source, options: flags, readOnly });
  };
  mount('/proc', shared('proc'), 'proc', ['nosuid', 'nodev', 'noexec', 'relatime']);
  mount('/dev', createDeviceFileSystem({ clock, random, type: 'tmpfs', totalBytes: 65_536 * 1024 }), 'tmpfs', ['nosuid', 'size=65536k', 'mode=755']);
  for (const [name, target] of Object.entries({ fd: '/proc/self/fd', stdin: '/proc/self/fd/0', stdout: '/proc/self/fd/1', stderr: '/proc/self/fd/2', ptmx: 'pts/ptmx' })) inside.symlink(target, `/dev/${name}`);
  const tty = shared('devtmpfs')?.root.lookup('tty');
  if (tty) inside.makeNode('/dev/tty', { kind: 'character', mode: 0o666, deviceType: { major: 5, minor: 0 } });
  mount('/dev/pts', terminals, 'devpts', ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=666']);
  mount('/sys', shared('sysfs'), 'sysfs', ['nosuid', 'nodev', 'noexec', 'relatime'], !options.privileged);
  mount('/sys/fs/cgroup', shared('cgroup2'), 'cgroup', ['nosuid', 'nodev', 'noexec', 'relatime'], !options.privileged);
  mount('/dev/mqueue', createTmpfs({ clock }), 'mqueue', ['nosuid', 'nodev', 'noexec', 'relatime']);
  mount('/dev/shm', createTmpfs({ clock, totalBytes: options.shmSize }), 'shm', ['nosuid', 'nodev', 'noexec', 'relatime', `size=${options.shmSize / 1024}k`]);
  inside.changeMode('/dev/shm', 0o1777);
  for (const { destination, source, readOnly } of [...mounts].sort((a, b) => a.destination.length - b.destination.length)) {
    if ('tmpfs' in source) {
      const settings = new Map(source.tmpfs.split(',').map((part) => part.split('=') as [string, string]));
      const flags = ['nosuid', 'nodev', ...(settings.has('exec') ? [] : ['noexec']), 'relatime', ...[...settings].filter(([name, value]) => name !== '' && value !== undefined).map((pair) => pair.join('='))];
      mount(destination, createTmpfs({ clock, totalBytes: bytesOf(settings.get('size')) }), 'tmpfs', flags, readOnly || settings.has('ro'));
      inside.changeMode(destination, Number.parseInt(settings.get('mode') ?? '1777', 8));
      continue;
    }
    const place = shim.files.resolve(source.path);
    if (place.node.kind === 'directory') at(destination);
    else if (!inside.exists(destination)) {
      at(destination.slice(0, destination.lastIndexOf('/')) || '/');
      inside.writeFile(destination, '');
    }
    const onDirectory = inside.stat(destination).kind === 'directory';
    if (onDirectory !== (place.node.kind === 'directory')) {
      throw new EngineError(
        'invalid parameter',
        `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting ${JSON.stringify(source.path)} to rootfs at ${JSON.stringify(destination)}: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
      );
    }
    namespace.mount(inside.resolve(destination), { fileSystem: place.mount.fileSystem, root: place.node, rootPath: source.path, source: place.mount.source, options: place.mount.options, readOnly });
  }
}
