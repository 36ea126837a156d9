import type { SystemBackend } from '../../api/router/system/backend';
import type { AuthConfig, AuthResponse } from '../../api/types/authentication';
import type { BuildCacheRecord, DiskUsage } from '../../api/types/disk-usage';
import type { Info } from '../../api/types/info';
import { apiVersion, minimumApiVersion, type Version } from '../../api/types/version';
import { listContainers } from '../container/list';
import { insecureRegistries } from '../image/insecure-registries';
import { listImages } from '../image/list';
import type { EngineParts } from '../parts';
import type { Process } from '../../process/types';
import { timestamp } from '../time';
import { engineCommit, engineVersion } from './engine-version';

const goVersion = 'go1.25.3';
const buildTime = '2025-11-05T14:43:04.000000000+00:00';

/** `docker version`, `docker info`, `docker system df`, `docker events`, `docker login`. */
export function createSystem(parts: EngineParts, id: string, buildCache: () => Promise<BuildCacheRecord[]>): SystemBackend {
  const { process, store, images, volumes, bus } = parts;
  const { system, files } = process;
  const release = /^PRETTY_NAME="(.*)"/m.exec(files.readText('/etc/os-release'))?.[1] ?? 'Linux';
  const releaseVersion = /^VERSION_ID="(.*)"/m.exec(files.readText('/etc/os-release'))?.[1] ?? '';
  return {
    version(): Version {
      const details = { ApiVersion: apiVersion, Arch: 'amd64', BuildTime: buildTime, Experimental: 'false', GitCommit: engineCommit, GoVersion: goVersion, KernelVersion: system.kernel.release, MinAPIVersion: minimumApiVersion, Os: 'linux' };
      return {
        Platform: { Name: 'Docker Engine - Community' },
        Components: [
          { Name: 'Engine', Version: engineVersion, Details: details },
          { Name: 'containerd', Version: 'v1.7.29', Details: { GitCommit: '442cb34bda9a6a0fed82a2ca7cade05c5c749582' } },
          { Name: 'runc', Version: '1.3.3', Details: { GitCommit: 'v1.3.3-0-gd842d771' } },
          { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: 'de40ad0' } },
        ],
        Version: engineVersion,
        ApiVersion: apiVersion,
        MinAPIVersion: minimumApiVersion,
        GitCommit: engineCommit,
        GoVersion: goVersion,
        Os: 'linux',
        Arch: 'amd64',
        KernelVersion: system.kernel.release,
        BuildTime: buildTime,
      };
    },
    info(): Info {
      const containers = store.all();
      const running = containers.filter((container) => container.record.State.Running);
      const paused = running.filter((container) => container.record.State.Paused).length;
      return {
        ID: id,
        Containers: containers.length,
        ContainersRunning: running.length - paused,
        ContainersPaused: paused,
        ContainersStopped: containers.length - running.length,
        Images: images.store.all().length,
        Driver: 'overlay2',
        DriverStatus: [
          ['Backing Filesystem', 'extfs'],
          ['Supports d_type', 'true'],
          ['Using metacopy', 'false'],
          ['Native Overlay Diff', 'true'],
          ['userxattr', 'false'],
        ],
        Plugins: { Volume: ['local'], Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'], Authorization: null, Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'] },
        MemoryLimit: true,
        SwapLimit: true,
        CpuCfsPeriod: true,
        CpuCfsQuota: true,
        CPUShares: true,
        CPUSet: true,
        PidsLimit: true,
        IPv4Forwarding: true,
        Debug: false,
        NFd: process.descriptors().length,
        OomKillDisable: false,
        NGoroutines: 40 + 10 * running.length,
        SystemTime: timestamp(system.clock),
        LoggingDriver: 'json-file',
        CgroupDriver: 'systemd',
        CgroupVersion: '2',
        NEventsListener: bus.listeners,
        KernelVersion: system.kernel.release,
        OperatingSystem: release,
        OSVersion: releaseVersion,
        OSType: 'linux',
        Architecture: system.kernel.machine,
        IndexServerAddress: 'https://index.docker.io/v1/',
        RegistryConfig: registryConfig(process),
        NCPU: system.processors,
        MemTotal: system.memoryTotal,
        GenericResources: null,
        DockerRootDir: '/var/lib/docker',
        HttpProxy: '',
        HttpsProxy: '',
        NoProxy: '',
        Name: process.namespaces.uts.hostname,
        Labels: [],
        ExperimentalBuild: false,
        ServerVersion: engineVersion,
        Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, runc: { path: 'runc' } },
        DefaultRuntime: 'runc',
        Swarm: { NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false, Error: '', RemoteManagers: null },
        LiveRestoreEnabled: false,
        Isolation: '',
        InitBinary: 'docker-init',
        ContainerdCommit: { ID: '442cb34bda9a6a0fed82a2ca7cade05c5c749582' },
        RuncCommit: { ID: 'v1.3.3-0-gd842d771' },
        InitCommit: { ID: 'de40ad0' },
        SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
        CDISpecDirs: ['/etc/cdi', '/var/run/cdi'],
        Containerd: { Address: '/run/containerd/containerd.sock', Namespaces: { Containers: 'moby', Plugins: 'plugins.moby' } },
        Warnings: null,
      };
    },
    events: (options) => bus.listen(options),
    async diskUsage(wanted): Promise<DiskUsage> {
      const has = (part: (typeof wanted)[number]) => wanted.length === 0 || wanted.includes(part);
      const rows = has('image') ? listImages(images.store, system.clock.now(), { all: false, filters: {}, containersOf: (id) => store.all().filter((container) => container.record.Image === id).length }) : null;
      for (const row of rows ?? []) {
        row.SharedSize = sharedSize(parts, row.Id);
      }
      return {
        ...(has('image') ? { LayersSize: images.layersSize() } : {}),
        Images: rows,
        Containers: has('container') ? listContainers(parts, { all: true, size: true, limit: 0, filters: {} }) : null,
        Volumes: has('volume') ? volumes.usage() : null,
        BuildCache: has('build-cache') ? await buildCache() : null,
      };
    },
    authenticate: async (request: AuthConfig): Promise<AuthResponse> => await (await import('../image/login')).logIn(process, request),
  };
}

/** How registries are reached: those that need no TLS are hosts or networks. */
function registryConfig(process: Process): Info['RegistryConfig'] {
  const insecure = insecureRegistries(process);
  const hosts = insecure.filter((pattern) => !pattern.includes('/')).map((name) => [name, { Mirrors: [], Name: name, Official: false, Secure: false }] as const);
  return {
    IndexConfigs: { 'docker.io': { Mirrors: [], Name: 'docker.io', Official: true, Secure: true }, ...Object.fromEntries(hosts) },
    InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8', ...insecure.filter((pattern) => pattern.includes('/'))],
    Mirrors: null,
  };
}

/** Bytes of an image's layers that other images have too. */
function sharedSize({ images }: EngineParts, id: string): number {
  const own = images.store.get(id)?.config.rootfs.diff_ids ?? [];
  const others = images.store.all().filter((other) => other !== id).map((other) => images.store.get(other)?.config.rootfs.diff_ids ?? []);
  let common = 0;
  for (const layers of others) {
    let depth = 0;
    while (depth < own.length && layers[depth] === own[depth]) depth++;
    common = Math.max(common, depth);
  }
  return images.layerStore.stack(own.slice(0, common)).reduce((sum, layer) => sum + layer.size, 0);
}
