import type { HostConfig } from '../../../api/types/host-config';
import { sortedKeys } from '../../sorted-keys';

const maskedPaths = ['/proc/asound', '/proc/acpi', '/proc/interrupts', '/proc/kcore', '/proc/keys', '/proc/latency_stats', '/proc/timer_list', '/proc/timer_stats', '/proc/sched_debug', '/proc/scsi', '/sys/firmware', '/sys/devices/virtual/powercap'];
const readonlyPaths = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

/** Bytes of /dev/shm when nobody says. */
export const defaultShmSize = 64 * 1024 * 1024;

const order = (
  'Binds ContainerIDFile LogConfig NetworkMode PortBindings RestartPolicy AutoRemove VolumeDriver VolumesFrom ConsoleSize Annotations CapAdd CapDrop CgroupnsMode Dns DnsOptions DnsSearch ExtraHosts ' +
  'GroupAdd IpcMode Cgroup Links OomScoreAdj PidMode Privileged PublishAllPorts ReadonlyRootfs SecurityOpt StorageOpt Tmpfs UTSMode UsernsMode ShmSize Sysctls Runtime Isolation CpuShares Memory NanoCpus ' +
  'CgroupParent BlkioWeight BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps BlkioDeviceWriteIOps CpuPeriod CpuQuota CpuRealtimePeriod CpuRealtimeRuntime CpusetCpus CpusetMems ' +
  'Devices DeviceCgroupRules DeviceRequests MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit Ulimits CpuCount CpuPercent IOMaximumIOps IOMaximumBandwidth Mounts MaskedPaths ReadonlyPaths Init'
).split(' ');

/** A host config with its fields in the daemon's order. */
export function inOrder(config: HostConfig): HostConfig {
  return Object.fromEntries(order.filter((name) => name in config).map((name) => [name, config[name as keyof HostConfig]])) as unknown as HostConfig;
}

/** Capabilities in full: `CAP_NET_ADMIN` for `net_admin`. */
function capabilityNames(names: readonly string[] | null | undefined): string[] | null {
  if (!names || names.length === 0) return null;
  return names.map((name) => name.toUpperCase()).map((name) => (name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`));
}

/** The security options, with labels switched off where a container sees the host's processes. */
function securityOptions({ SecurityOpt: asked, Privileged: privileged, PidMode: pid, IpcMode: ipc }: Partial<HostConfig>): string[] | null {
  const options = [...(asked ?? [])];
  if ((privileged || pid === 'host' || ipc === 'host') && !options.some((option) => option.startsWith('label'))) options.push('label=disable');
  return options.length > 0 ? options : null;
}

/** A request's host config with what the daemon fills in (cgroups v2). */
export function completeHostConfig(asked: Partial<HostConfig>): HostConfig {
  const privileged = asked.Privileged ?? false;
  return {
    Binds: null,
    ContainerIDFile: '',
    AutoRemove: false,
    VolumeDriver: '',
    VolumesFrom: null,
    ConsoleSize: [0, 0],
    Dns: [],
    DnsOptions: [],
    DnsSearch: [],
    ExtraHosts: null,
    GroupAdd: null,
    Cgroup: '',
    Links: null,
    OomScoreAdj: 0,
    PidMode: '',
    Privileged: false,
    PublishAllPorts: false,
    ReadonlyRootfs: false,
    UTSMode: '',
    UsernsMode: '',
    Isolation: '',
    CpuShares: 0,
    Memory: 0,
    NanoCpus: 0,
    CgroupParent: '',
    BlkioWeight: 0,
    BlkioWeightDevice: [],
    BlkioDeviceReadBps: [],
    BlkioDeviceWriteBps: [],
    BlkioDeviceReadIOps: [],
    BlkioDeviceWriteIOps: [],
    CpuPeriod: 0,
    CpuQuota: 0,
    CpuRealtimePeriod: 0,
    CpuRealtimeRuntime: 0,
    CpusetCpus: '',
    CpusetMems: '',
    Devices: [],
    DeviceCgroupRules: null,
    DeviceRequests: null,
    MemoryReservation: 0,
    OomKillDisable: null,
    Ulimits: [],
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
    ...asked,
    PortBindings: sortedKeys(asked.PortBindings ?? {}),
    CapAdd: capabilityNames(asked.CapAdd),
    CapDrop: capabilityNames(asked.CapDrop),
    SecurityOpt: securityOptions(asked),
    LogConfig: { Type: asked.LogConfig?.Type || 'json-file', Config: asked.LogConfig?.Config ?? {} },
    NetworkMode: !asked.NetworkMode || asked.NetworkMode === 'default' ? 'bridge' : asked.NetworkMode,
    RestartPolicy: { Name: asked.RestartPolicy?.Name || 'no', MaximumRetryCount: asked.RestartPolicy?.MaximumRetryCount ?? 0 },
    CgroupnsMode: asked.CgroupnsMode || (privileged ? 'host' : 'private'),
    IpcMode: asked.IpcMode || 'private',
    ShmSize: asked.ShmSize || defaultShmSize,
    Runtime: asked.Runtime || 'runc',
    MemorySwap: asked.MemorySwap || (asked.Memory ? asked.Memory * 2 : 0),
    MemorySwappiness: asked.MemorySwappiness === -1 ? null : (asked.MemorySwappiness ?? null),
    PidsLimit: asked.PidsLimit ? asked.PidsLimit : null,
    MaskedPaths: privileged ? null : maskedPaths,
    ReadonlyPaths: privileged ? null : readonlyPaths,
  };
}
