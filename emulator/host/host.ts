import type { Clock } from '../kernel/clock';
import type { Random } from '../kernel/random';
import { createFabric } from '../net/fabric';
import { createInternet, type Internet } from '../net/internet';
import { createControlGroupFileSystem } from '../process/control-group-file-system';
import { createKernel, type Kernel } from '../process/kernel';
import type { ProgramTable } from '../process/executable';
import { createProcFileSystem } from '../process/proc/proc-file-system';
import { createSystemFileSystem } from '../process/system-file-system';
import type { Process, System } from '../process/types';
import { callsInside } from '../vfs/calls-inside';
import { createDisk, importDisk, type Disk } from '../vfs/disk/disk';
import type { DiskRecord } from '../vfs/disk/disk-record';
import { createMountNamespace } from '../vfs/mount-namespace';
import { mountHostFileSystems } from './mounts';
import { installHost } from './root-files';
import { startSites } from './sites';

/** The disk of a host: enough for a course, small enough to be filled. */
const diskSize = 20 * 1024 ** 3;
const diskInodes = 1_310_720;
const memory = 4 * 1024 ** 3;

/** The host's own address on the wire to the internet. */
const uplink = { address: '10.0.2.15', prefix: 24 };

/** How a host is switched on. */
export interface HostOptions {
  readonly hostname: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly programs: ProgramTable;
  /** A disk from before; a fresh one is installed when absent. */
  readonly disk?: ReadonlyMap<number, DiskRecord>;
  /** See `System.instantTransfers`. */
  readonly instantTransfers?: boolean;
}

/** A running host: a disk, a network, and processes under its init. */
export interface Host {
  readonly kernel: Kernel;
  readonly disk: Disk;
  /** What is behind its uplink. */
  readonly internet: Internet;
  /** PID 1, in whose name others are started. */
  readonly init: Process;
}

/** Switches a host on; resolves when its init runs (services may still be starting). */
export async function bootHost({ hostname, clock, random, programs, disk: records, instantTransfers = false }: HostOptions): Promise<Host> {
  const system: System = {
    clock,
    random: random.fork('system'),
    kernel: { name: 'Linux', release: '6.8.0-79-generic', version: '#79-Ubuntu SMP PREEMPT_DYNAMIC Tue Aug 12 14:42:46 UTC 2025', machine: 'x86_64' },
    bootTime: clock.now(),
    processors: 2,
    memoryTotal: memory,
    instantTransfers,
  };
  const diskOptions = { type: 'ext4', clock, totalBytes: diskSize, totalInodes: diskInodes };
  const disk = records ? importDisk(records, diskOptions) : createDisk(diskOptions);
  const files = callsInside(disk.fileSystem.root, clock);
  if (!records) {
    installHost(files, hostname, Object.keys(programs));
    const { dpkgStatus, coveredPackages, aptSources } = await import('../programs/packages/base-packages');
    files.writeFile('/var/lib/dpkg/status', dpkgStatus('ubuntu', coveredPackages(new Set(Object.keys(programs)))));
    const sources = aptSources('noble');
    files.writeFile(`/${sources.path}`, sources.text);
  }
  const mounts = createMountNamespace({ fileSystem: disk.fileSystem, source: '/dev/vda1', options: ['relatime'] });
  const fabric = createFabric({ clock, random });
  const network = fabric.createNamespace();
  const internet = createInternet(fabric);
  internet.plug(network, { name: 'eth0', address: uplink, hardwareAddress: '52:54:00:12:34:56' });
  await startSites(fabric, internet, system);
  const kernel = createKernel({
    system,
    programs,
    mounts,
    network,
    hostname: files.readText('/etc/hostname').trim() || hostname,
    socketCalls: (process) => fabric.socketCalls(process),
  });
  const synthetic = { '/proc': createProcFileSystem(kernel), '/sys': createSystemFileSystem(kernel), '/sys/fs/cgroup': createControlGroupFileSystem(kernel) };
  const init = await kernel.boot({ path: '/usr/lib/systemd/systemd', argv: ['/sbin/init'] }, (process) => mountHostFileSystems(kernel, mounts, process.files, clock, synthetic));
  return { kernel, disk, internet, init };
}
