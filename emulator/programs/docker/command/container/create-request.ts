import type { ContainerCreateRequest } from '../../../../api/types/container';
import type { EndpointSettings } from '../../../../api/types/endpoint';
import type { DeviceMapping, HostConfig } from '../../../../api/types/host-config';
import { isSystemError } from '../../../../kernel/errno';
import { CliError } from '../../cli/error';
import type { DockerCli } from '../../cli/docker-cli';
import type { Values } from '../../cli/flag/definition';
import type { createFlags } from './create-flags';
import { parseMount } from './mount-flag';
import { checkNetworks, hardwareAddress, hasOwnLinks, parseNetwork } from './network-flag';
import { parseRestartPolicy } from './restart-policy';
import { parseUlimit } from './ulimit-flag';
import { parsePorts } from './port-flag';

type CreateValues = Values<typeof createFlags>;

/** Lines of an env or label file: without comments and blank lines. */
function fileLines(docker: DockerCli, path: string): string[] {
  try {
    return docker.process.files
      .readText(path)
      .split('\n')
      .map((line) => line.replace(/^\s+/, '').replace(/\r$/, ''))
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(`open ${path}: ${error.message.toLowerCase()}`, 125);
  }
}

/** A variable without a value takes the client's; `missing` says what becomes of one that the client does not have. */
function environment(docker: DockerCli, entries: readonly string[], missing: (name: string) => string[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.includes('=')) return [entry];
    const value = docker.process.env.get(entry);
    return value === undefined ? missing(entry) : [`${entry}=${value}`];
  });
}

/** Durations of flags are nanoseconds, as the API wants them. */
function healthcheck(flags: CreateValues): ContainerCreateRequest['Healthcheck'] {
  const given = flags['health-cmd'] !== '' || flags['health-interval'] !== 0 || flags['health-timeout'] !== 0 || flags['health-start-period'] !== 0 || flags['health-retries'] !== 0 || flags['health-start-interval'] !== 0;
  if (flags['no-healthcheck']) {
    if (given) throw new CliError('--no-healthcheck conflicts with --health-* options', 125);
    return { Test: ['NONE'] };
  }
  if (!given) return undefined;
  for (const name of ['health-interval', 'health-timeout', 'health-retries', 'health-start-period', 'health-start-interval'] as const) {
    if (flags[name] < 0) throw new CliError(`--${name} cannot be negative`, 125);
  }
  return {
    ...(flags['health-cmd'] === '' ? {} : { Test: ['CMD-SHELL', flags['health-cmd']] }),
    ...(flags['health-interval'] === 0 ? {} : { Interval: flags['health-interval'] }),
    ...(flags['health-timeout'] === 0 ? {} : { Timeout: flags['health-timeout'] }),
    ...(flags['health-start-period'] === 0 ? {} : { StartPeriod: flags['health-start-period'] }),
    ...(flags['health-start-interval'] === 0 ? {} : { StartInterval: flags['health-start-interval'] }),
    ...(flags['health-retries'] === 0 ? {} : { Retries: flags['health-retries'] }),
  };
}

/** What `docker run` and `docker create` ask of the daemon, by their flags. Throws `CliError` (125) for what cannot be. */
export function createRequest(docker: DockerCli, flags: CreateValues, changed: ReadonlySet<string>, args: readonly string[]): ContainerCreateRequest {
  const [image = '', ...command] = args;
  const attach = flags.attach.map((stream) => stream.toLowerCase());
  const unknown = attach.find((stream) => !['stdin', 'stdout', 'stderr'].includes(stream));
  if (unknown !== undefined) throw new CliError(`invalid argument "${unknown}" for "-a, --attach" flag: valid streams are STDIN, STDOUT and STDERR`, 125);
  if (flags.rm && flags.restart !== 'no' && flags.restart !== '') throw new CliError('conflicting options: cannot specify both --restart and --rm', 125);
  const { exposed, bindings } = parsePorts(flags.publish, flags.expose);
  const networks = [...flags.network, ...flags.net].map(parseNetwork);
  if (flags.volume.includes('')) throw new CliError('invalid empty volume spec', 125);
  const hollow = flags.volume.find((volume) => isBind(volume) && volume.split(':').includes(''));
  if (hollow !== undefined) throw new CliError(`invalid spec: ${hollow}: empty section between colons`, 125);
  const binds = flags.volume.filter(isBind).map((volume) => absolute(docker, volume));
  const anonymous = flags.volume.filter((volume) => !isBind(volume));
  const detached = 'detach' in flags && flags.detach === true;
  const all = attach.length === 0 && !detached;
  const endpoint: Partial<EndpointSettings> = {};
  const aliases = [...flags['network-alias'], ...flags['net-alias']];
  if (aliases.length > 0) endpoint.Aliases = aliases;
  if (flags.ip !== '' || flags.ip6 !== '' || flags['link-local-ip'].length > 0) {
    endpoint.IPAMConfig = { ...(flags.ip === '' ? {} : { IPv4Address: flags.ip }), ...(flags.ip6 === '' ? {} : { IPv6Address: flags.ip6 }), ...(flags['link-local-ip'].length > 0 ? { LinkLocalIPs: [...flags['link-local-ip']] } : {}) };
  }
  checkNetworks(networks, aliases);
  if (flags['mac-address'] !== '') endpoint.MacAddress = hardwareAddress(flags['mac-address']);
  const mode = networks[0]?.name ?? 'default';
  if (flags.link.length > 0 && hasOwnLinks(mode)) endpoint.Links = [...flags.link];
  const endpoints = Object.fromEntries(networks.map(({ name, endpoint: own }, index) => [name, { ...own, ...(index === 0 ? endpoint : {}) }]));
  if (networks.length === 0 && Object.keys(endpoint).length > 0) endpoints.default = endpoint;
  const health = healthcheck(flags);
  const hostConfig: Partial<HostConfig> = {
    Binds: binds.length > 0 ? binds : null,
    ContainerIDFile: flags.cidfile,
    LogConfig: { Type: flags['log-driver'], Config: Object.fromEntries(flags['log-opt'].map((option) => [option.split('=')[0] ?? '', option.slice(option.indexOf('=') + 1)])) },
    NetworkMode: mode,
    PortBindings: bindings,
    RestartPolicy: parseRestartPolicy(flags.restart, 125),
    AutoRemove: flags.rm,
    VolumeDriver: flags['volume-driver'],
    VolumesFrom: flags['volumes-from'].length > 0 ? [...flags['volumes-from']] : null,
    ...(Object.keys(flags.annotation).length > 0 ? { Annotations: { ...flags.annotation } } : {}),
    Devices: flags.device.map(deviceMapping),
    CapAdd: flags['cap-add'].length > 0 ? [...flags['cap-add']] : null,
    CapDrop: flags['cap-drop'].length > 0 ? [...flags['cap-drop']] : null,
    CgroupnsMode: flags.cgroupns,
    Dns: [...flags.dns],
    DnsOptions: [...flags['dns-option'], ...flags['dns-opt']],
    DnsSearch: [...flags['dns-search']],
    ExtraHosts: flags['add-host'].length > 0 ? flags['add-host'].map((entry) => entry.replace('=', ':')) : null,
    GroupAdd: flags['group-add'].length > 0 ? [...flags['group-add']] : null,
    IpcMode: flags.ipc,
    Links: flags.link.length > 0 ? [...flags.link] : null,
    OomScoreAdj: flags['oom-score-adj'],
    PidMode: flags.pid,
    Privileged: flags.privileged,
    PublishAllPorts: flags['publish-all'],
    ReadonlyRootfs: flags['read-only'],
    SecurityOpt: flags['security-opt'].length > 0 ? [...flags['security-opt']] : null,
    ...(flags.tmpfs.length > 0 ? { Tmpfs: Object.fromEntries(flags.tmpfs.map((entry) => [entry.split(':')[0] ?? '', entry.includes(':') ? entry.slice(entry.indexOf(':') + 1) : ''])) } : {}),
    UTSMode: flags.uts,
    UsernsMode: flags.userns,
    ShmSize: flags['shm-size'],
    ...(Object.keys(flags.sysctl).length > 0 ? { Sysctls: { ...flags.sysctl } } : {}),
    Runtime: flags.runtime,
    CpuShares: flags['cpu-shares'],
    Memory: flags.memory,
    NanoCpus: flags.cpus,
    CgroupParent: flags['cgroup-parent'],
    CpuPeriod: flags['cpu-period'],
    CpuQuota: flags['cpu-quota'],
    CpusetCpus: flags['cpuset-cpus'],
    CpusetMems: flags['cpuset-mems'],
    MemoryReservation: flags['memory-reservation'],
    MemorySwap: flags['memory-swap'],
    ...(changed.has('pids-limit') ? { PidsLimit: flags['pids-limit'] } : {}),
    ...(flags.mount.length > 0 ? { Mounts: flags.mount.map(parseMount) } : {}),
    ...(flags.init ? { Init: true } : {}),
    ...(flags.gpus.length > 0 ? { DeviceRequests: flags.gpus.map(deviceRequest) } : {}),
    ...(flags.ulimit.length > 0 ? { Ulimits: flags.ulimit.map(parseUlimit) } : {}),
  };
  if (docker.isTerminal(0) && flags.tty) {
    const size = docker.process.terminal(0)?.size;
    if (size) hostConfig.ConsoleSize = [size.rows, size.columns];
  }
  const labels = [...flags['label-file'].flatMap((path) => fileLines(docker, path)), ...flags.label];
  return {
    Hostname: flags.hostname,
    Domainname: flags.domainname,
    User: flags.user,
    AttachStdin: attach.includes('stdin') || (all && flags.interactive),
    AttachStdout: all || attach.includes('stdout'),
    AttachStderr: all || attach.includes('stderr'),
    ...(Object.keys(exposed).length > 0 ? { ExposedPorts: exposed } : {}),
    Tty: flags.tty,
    OpenStdin: flags.interactive,
    StdinOnce: flags.interactive && !detached,
    Env: [...environment(docker, flags['env-file'].flatMap((path) => fileLines(docker, path)), () => []), ...environment(docker, flags.env, (name) => [name])],
    Cmd: command.length > 0 ? command : null,
    ...(health ? { Healthcheck: health } : {}),
    Image: image,
    Volumes: Object.fromEntries(anonymous.map((path) => [path, {}])),
    WorkingDir: flags.workdir,
    Entrypoint: changed.has('entrypoint') ? [flags.entrypoint] : null,
    Labels: Object.fromEntries(labels.map((label) => [label.split('=')[0] ?? '', label.includes('=') ? label.slice(label.indexOf('=') + 1) : ''])),
    ...(flags['stop-signal'] === '' ? {} : { StopSignal: flags['stop-signal'] }),
    ...(changed.has('stop-timeout') ? { StopTimeout: flags['stop-timeout'] } : {}),
    HostConfig: hostConfig,
    NetworkingConfig: { EndpointsConfig: endpoints },
  };
}

/** A relative source of a bind (`./site:/x`, `~` is the shell's) made absolute, as the client does. */
function absolute(docker: DockerCli, bind: string): string {
  const [source = '', ...rest] = bind.split(':');
  if (!/^\.{1,2}(\/|$)/.test(source)) return bind;
  return [docker.process.files.realPath(docker.process.cwd) + `/${source}`, ...rest].join(':').replaceAll(/\/\.(?=\/|:)/g, '');
}

/** Whether a `-v` names two places. A single letter before the first colon is a drive, as the client reads it on every system, and belongs to a path. */
function isBind(volume: string): boolean {
  return volume.replace(/^[a-zA-Z]:/, '').includes(':');
}

/** `--device /dev/sda[:/dev/xvda][:rwm]`. */
function deviceMapping(text: string): DeviceMapping {
  const [host = '', ...rest] = text.split(':');
  const last = rest.at(-1) ?? '';
  const permissions = /^[rwm]+$/.test(last) ? last : 'rwm';
  const [inside = host] = rest.filter((part) => part !== last || permissions !== last);
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: permissions };
}

/** `--gpus all`, `--gpus 2`. */
function deviceRequest(text: string) {
  const count = text === 'all' ? -1 : Number(/^\d+$/.test(text) ? text : 1);
  return { Driver: '', Count: count, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };
}
