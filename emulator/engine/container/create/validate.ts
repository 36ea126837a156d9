import type { ContainerCreateRequest } from '../../../api/types/container';
import type { HostConfig, RestartPolicy } from '../../../api/types/host-config';
import { parseSignal } from '../../../process/signal';
import { EngineError } from '../../error';

const invalid = (message: string) => new EngineError('invalid parameter', message);

/** The kernel's capabilities, by their names without `CAP_`. */
const capabilities = new Set(
  (
    'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE ' +
    'LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT ' +
    'SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'
  ).split(' '),
);

/** Options of the log drivers that this daemon has. */
const logOptions: Readonly<Record<string, readonly string[]>> = {
  'json-file': ['max-file', 'max-size', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag'],
  local: ['max-file', 'max-size', 'compress'],
  none: [],
};

const smallestMemory = 6 * 1024 * 1024;

function checkCapabilities(field: 'CapAdd' | 'CapDrop', names: readonly string[] | null): void {
  for (const name of names ?? []) {
    const plain = name.toUpperCase().replace(/^CAP_/, '');
    if (plain !== 'ALL' && !capabilities.has(plain)) throw invalid(`invalid ${field}: unknown capability: "CAP_${plain}"`);
  }
}

function checkLog({ Type: driver, Config: options }: HostConfig['LogConfig']): void {
  const known = logOptions[driver];
  if (!known) throw invalid(`error looking up logging plugin ${driver}: plugin "${driver}" not found`);
  const unknown = Object.keys(options ?? {}).find((name) => !known.includes(name) && name !== 'mode' && name !== 'max-buffer-size');
  if (unknown !== undefined) throw invalid(`unknown log opt '${unknown}' for ${driver} log driver`);
}

/** Refuses a restart policy that there is not. */
export function checkRestartPolicy({ Name: name, MaximumRetryCount: count }: RestartPolicy): void {
  const wrong = (why: string) => invalid(`invalid restart policy: ${why}`);
  if (!['', 'no', 'always', 'on-failure', 'unless-stopped'].includes(name)) throw wrong(`unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`);
  if (count > 0 && name !== 'on-failure') throw wrong("maximum retry count can only be used with 'on-failure'");
  if (count < 0) throw wrong('maximum retry count cannot be negative');
}

function checkProcessors(text: string, processors: number): void {
  if (text === '') return;
  const wrong = text.split(',').find((part) => !/^\d+(-\d+)?$/.test(part));
  if (wrong !== undefined) throw invalid(`Invalid value ${text} for cpuset cpus: invalid format: ${wrong}`);
  const last = Math.max(...text.split(/[-,]/).map(Number));
  if (last >= processors) throw invalid(`Requested CPUs are not available - requested ${text}, available: ${processors === 1 ? '0' : `0-${processors - 1}`}`);
}

const smallestDuration = 1_000_000;

function checkHealth(check: ContainerCreateRequest['Healthcheck']): void {
  for (const name of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const) {
    const value = check?.[name] ?? 0;
    if (value !== 0 && value < smallestDuration) throw invalid(`${name} in Healthcheck cannot be less than 1ms`);
  }
  if ((check?.Retries ?? 0) < 0) throw invalid('Retries in Healthcheck cannot be negative');
}

/** Refuses limits that cannot be, or that contradict each other. */
export function checkResources(host: Pick<HostConfig, 'Memory' | 'MemorySwap' | 'MemoryReservation' | 'NanoCpus' | 'CpuPeriod' | 'CpuQuota' | 'CpusetCpus'>, processors: number): void {
  if (host.Memory > 0 && host.Memory < smallestMemory) throw invalid('Minimum memory limit allowed is 6MB');
  if (host.Memory > 0 && host.MemorySwap > 0 && host.MemorySwap < host.Memory) throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  if (host.Memory > 0 && host.MemoryReservation > host.Memory) throw invalid('Minimum memory limit can not be less than memory reservation limit, see usage');
  if (host.NanoCpus < 0 || host.NanoCpus > processors * 1e9) throw invalid(`range of CPUs is from 0.01 to ${processors.toFixed(2)}, as there are only ${processors} CPUs available`);
  if (host.NanoCpus > 0 && host.CpuPeriod > 0) throw invalid('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (host.NanoCpus > 0 && host.CpuQuota > 0) throw invalid('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  if (host.CpuPeriod !== 0 && (host.CpuPeriod < 1000 || host.CpuPeriod > 1_000_000)) throw invalid('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  if (host.CpuQuota > 0 && host.CpuQuota < 1000) throw invalid('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  checkProcessors(host.CpusetCpus, processors);
}

/** What cannot be said of a container that lives in another one's network. */
function checkSharedNetwork(request: ContainerCreateRequest, host: HostConfig): void {
  if ((request.Hostname ?? '') !== '') throw invalid('conflicting options: hostname and the network mode');
  if ((host.Links ?? []).length > 0) throw invalid("conflicting options: container type network can't be used with links. This would result in undefined behavior");
  if ((host.Dns ?? []).length > 0) throw invalid('conflicting options: dns and the network mode');
  if ((host.ExtraHosts ?? []).length > 0) throw invalid('conflicting options: custom host-to-IP mapping and the network mode');
  if (Object.keys(host.PortBindings ?? {}).length > 0 || host.PublishAllPorts) throw invalid('conflicting options: port publishing and the container type network mode');
  if (Object.keys(request.ExposedPorts ?? {}).length > 0) throw invalid('conflicting options: port exposing and the container type network mode');
}

/** Refuses what cannot be created, in the daemon's words (28.5.2; scenarios/container/run). `processors` is how many the host has. */
export function validateRequest(request: ContainerCreateRequest, host: HostConfig, processors: number): void {
  const { WorkingDir: directory = '', StopSignal: signal = '' } = request;
  if (directory !== '' && !directory.startsWith('/')) throw invalid(`the working directory '${directory}' is invalid, it needs to be an absolute path`);
  if (signal !== '' && !parseSignal(signal)) throw invalid(`invalid signal: ${signal}`);
  checkRestartPolicy(host.RestartPolicy);
  checkHealth(request.Healthcheck);
  if (host.UTSMode === 'host' && (request.Hostname ?? '') !== '') throw invalid('conflicting options: hostname and the UTS mode');
  checkResources(host, processors);
  checkCapabilities('CapAdd', host.CapAdd);
  checkCapabilities('CapDrop', host.CapDrop);
  checkLog(host.LogConfig);
  if (host.NetworkMode.startsWith('container:')) checkSharedNetwork(request, host);
  if (host.AutoRemove && host.RestartPolicy.Name !== 'no') throw invalid("can't create 'AutoRemove' container with restart policy");
}
