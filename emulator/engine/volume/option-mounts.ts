import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { createTmpfs } from '../../vfs/memory-file-system';
import type { Mount } from '../../vfs/types';
import { EngineError } from '../error';

type Options = Readonly<Record<string, string>>;

/** Refuses options that the local driver does not have, or that miss each other. */
export function checkVolumeOptions(name: string, options: Options): void {
  const invalid = (message: string) => new EngineError('invalid parameter', `create ${name}: ${message}`);
  const unknown = Object.keys(options).find((key) => !['type', 'o', 'device', 'size'].includes(key));
  if (unknown !== undefined) throw invalid(`invalid option: ${JSON.stringify(unknown)}`);
  if (options.size !== undefined) throw invalid('quota size requested but no quota support');
  if (Object.keys(options).length === 0) return;
  for (const required of ['device', 'type']) if (options[required] === undefined) throw invalid(`missing required option: ${JSON.stringify(required)}`);
}

/** What stands at the mount points of volumes with options. */
export interface OptionMounts {
  /** Mounts what `options` say at `path`, once for all users. */
  mount(name: string, path: string, options: Options): void;
  /** One user less; the last one takes the mount away. */
  unmount(name: string): void;
}

/** Bytes of `size=1m` and its like; undefined when nothing is said. */
function sizeOf(text: string | undefined): number | undefined {
  const match = /^(\d+)([kmg]?)$/i.exec(text ?? '');
  return match ? Number(match[1]) * 1024 ** ' kmg'.indexOf((match[2] ?? '').toLowerCase() || ' ') : undefined;
}

/** The {@link OptionMounts} of a daemon, in its own mount namespace, which is the host's. */
export function createOptionMounts({ files, namespaces, system }: Process): OptionMounts {
  const mounted = new Map<string, { mount: Mount; users: number }>();

  function attach(path: string, options: Options): Mount {
    const { type = '', device = '', o = '' } = options;
    const words = o.split(',').filter((word) => word !== '');
    const flags = words.includes('bind') ? '0x1000' : words.includes('rbind') ? '0x5000' : undefined;
    const failed = (why: string) => new EngineError('system', `failed to mount local volume: mount ${device}:${path}${flags === undefined ? '' : `, flags: ${flags}`}${flags === undefined && o !== '' ? `, data: ${o}` : ''}: ${why}`);
    const at = files.resolve(path);
    const readOnly = words.includes('ro');
    if (flags !== undefined) {
      try {
        const from = files.resolve(device);
        return namespaces.mount.mount(at, { fileSystem: from.mount.fileSystem, root: from.node, rootPath: device, source: from.mount.source, options: from.mount.options, readOnly });
      } catch (error) {
        if (!isSystemError(error)) throw error;
        throw failed(error.message.toLowerCase());
      }
    }
    if (type !== 'tmpfs') throw failed(type === '' || type === 'none' ? 'no such device' : files.exists(device) ? 'block device required' : 'no such file or directory');
    const settings = new Map(words.map((word) => word.split('=') as [string, string]));
    const totalBytes = sizeOf(settings.get('size'));
    const mount = namespaces.mount.mount(at, { fileSystem: createTmpfs({ clock: system.clock, ...(totalBytes === undefined ? {} : { totalBytes }) }), source: device, options: ['relatime', ...words], readOnly });
    files.changeOwner(path, Number(settings.get('uid') ?? 0), Number(settings.get('gid') ?? 0));
    files.changeMode(path, Number.parseInt(settings.get('mode') ?? '1777', 8));
    return mount;
  }

  return {
    mount(name, path, options) {
      if (Object.keys(options).length === 0) return;
      const known = mounted.get(name);
      if (known) known.users++;
      else mounted.set(name, { mount: attach(path, options), users: 1 });
    },
    unmount(name) {
      const known = mounted.get(name);
      if (!known || --known.users > 0) return;
      mounted.delete(name);
      namespaces.mount.unmount(known.mount, { lazy: true });
    },
  };
}
