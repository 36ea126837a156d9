import { SystemError } from '../kernel/errno';
import type { Random } from '../kernel/random';
import { createMemoryFileSystem, type MemoryFileSystem, type MemoryFileSystemOptions } from './memory-file-system';
import { memoryDevices } from './memory-devices';
import type { OpenFile } from './open-file';
import type { Attributes, Node, OpenOptions } from './types';

/** A device: its number, its name in /dev, and what opening it gives. */
export interface Device {
  readonly major: number;
  readonly minor: number;
  /** Below /dev, for example `null` or `pts/0`. */
  readonly name: string;
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
  /** `character` when absent. */
  readonly kind?: 'character' | 'block';
  /** Called at each open(2); `attributes` are those of the opened node, for fstat. */
  open(options: OpenOptions, attributes: () => Attributes): OpenFile;
}

/** How {@link createDeviceFileSystem} is set up. */
export interface DeviceFileSystemOptions extends Omit<MemoryFileSystemOptions, 'type' | 'openDevice'> {
  /** `devtmpfs` when absent; a container's /dev is a `tmpfs`, its /dev/pts a `devpts`. */
  type?: string;
  /** What /dev/random and /dev/urandom draw from. */
  random: Random;
  /** Devices there from the start besides null, zero, full, random and urandom. */
  devices?: readonly Device[];
  /** Without null and the like: for /dev/pts. */
  bare?: boolean;
}

/** A file system of devices, in which ordinary files, links and directories can be made too, as in devtmpfs. */
export interface DeviceFileSystem extends MemoryFileSystem {
  /** Makes the device's node, with the directories on the way. */
  add(device: Device): void;
  /** Takes a device and its node away; ENXIO for whoever opens what is left of it. */
  remove(name: string): void;
  /** Opens a device by number, wherever its node lies: for `special` of `createFileCalls`. ENXIO when there is none. */
  openDevice(node: Node, options: OpenOptions): OpenFile;
}

const keyOf = (kind: string, type: { major: number; minor: number } | undefined) => `${kind}:${type?.major}:${type?.minor}`;

/** A file system for /dev. */
export function createDeviceFileSystem(options: DeviceFileSystemOptions): DeviceFileSystem {
  const { type = 'devtmpfs', random, devices = [], bare = false, ...rest } = options;
  const drivers = new Map<string, Device>();
  const openDevice = (node: Node, open: OpenOptions): OpenFile => {
    const driver = drivers.get(keyOf(node.kind, node.attributes().deviceType));
    if (!driver) throw new SystemError('ENXIO');
    return driver.open(open, () => node.attributes());
  };
  const memory = createMemoryFileSystem({ ...rest, type, openDevice });

  /** The directory that `name` lies in (made when it is not there) and its last part. */
  const split = (name: string): [Node, string] => {
    const parts = name.split('/');
    const last = parts.pop() as string;
    let directory: Node = memory.root;
    for (const part of parts) directory = directory.lookup(part) ?? directory.create(part, { kind: 'directory', mode: 0o755, uid: 0, gid: 0 });
    return [directory, last];
  };

  const deviceFileSystem: DeviceFileSystem = Object.assign(memory, {
    openDevice,
    add(device: Device) {
      const { major, minor, kind = 'character', mode, uid = 0, gid = 0 } = device;
      const [directory, name] = split(device.name);
      drivers.set(keyOf(kind, { major, minor }), device);
      directory.create(name, { kind, mode, uid, gid, deviceType: { major, minor } });
    },
    remove(path: string) {
      const [directory, name] = split(path);
      const node = directory.lookup(name);
      if (!node) return;
      drivers.delete(keyOf(node.kind, node.attributes().deviceType));
      directory.unlink(name);
    },
  });
  for (const device of [...(bare ? [] : memoryDevices(random)), ...devices]) deviceFileSystem.add(device);
  return deviceFileSystem;
}
