import type { WaitStatus } from '../../../process/types';
import { EngineError } from '../../error';
import { timestamp } from '../../time';
import { connectContainer, disconnectContainer, type Connected } from '../../network/connect';
import { legacyLinkVariables } from '../../network/legacy-links';
import { writeNetworkFiles } from '../../network/network-files';
import type { EngineParts } from '../../parts';
import { mountVolumes, unmountVolumes, volumeSource } from '../../volume/container-volumes';
import { copyImageContent } from '../../volume/copy-content';
import type { Container } from '../container';
import { exitCodeOf } from '../../../process/exit-code';
import { filesInside } from '../runtime/container-files';
import { environmentOf } from '../runtime/environment';
import { launchContainer } from '../runtime/launch';
import type { ContainerMount } from '../runtime/mounts';
import { resolveUser } from '../runtime/user';
import { scheduleRestart } from './restart';
import { startHealthChecks } from './health';

/** What a running container holds until it ends. */
export const connections = new WeakMap<Container, Connected>();

/** Starts a container that is not running. Throws `EngineError`; the container then has the exit code that Docker gives it. */
export async function startContainer(parts: EngineParts, container: Container): Promise<void> {
  const { record } = container;
  if (record.State.Paused) throw new EngineError('conflict', 'cannot start a paused container, try unpause instead');
  if (record.State.Running) throw new EngineError('not modified', '');
  if (container.removing) throw new EngineError('conflict', 'container is marked for removal and cannot be started');
  if (container.starting) return;
  container.starting = true;
  try {
    await launch(parts, container);
  } finally {
    container.starting = false;
  }
}

async function launch(parts: EngineParts, container: Container): Promise<void> {
  const { process, images, store, bus } = parts;
  const { record, hostConfig } = container;
  const config = record.Config;
  const layer = images.layers.containerLayer(container.id);
  let connected: Connected | undefined;
  let mountedVolumes = false;
  layer.mount();
  try {
    if ((hostConfig.DeviceRequests ?? []).length > 0) throw new EngineError('system', 'could not select device driver "" with capabilities: [[gpu]]');
    mountVolumes(parts, container);
    mountedVolumes = true;
    connected = connectContainer(parts, container);
    writeNetworkFiles(parts, container);
    const root = `${layer.directory}/merged`;
    const inside = filesInside(process.namespaces.mount, process.files.resolve(root), process.system.clock);
    const account = resolveUser(inside, config.User, hostConfig.GroupAdd ?? []);
    const mounts = containerMounts(parts, container, inside);
    const cwd = config.WorkingDir === '' ? '/' : config.WorkingDir;
    const task = await launchContainer(process, {
      id: container.id,
      rootDirectory: root,
      readOnlyRoot: hostConfig.ReadonlyRootfs,
      hostname: hostConfig.UTSMode === 'host' ? process.namespaces.uts.hostname : config.Hostname,
      network: connected.namespace,
      mounts,
      shmSize: hostConfig.ShmSize,
      privileged: hostConfig.Privileged,
      init: hostConfig.Init === true,
      hostPids: hostConfig.PidMode === 'host',
      limits: limitsOf(container),
      ulimits: Object.fromEntries((hostConfig.Ulimits ?? []).map(({ Name, Soft, Hard }) => [Name, { soft: Soft < 0 ? Infinity : Soft, hard: Hard < 0 ? Infinity : Hard }])),
      process: {
        argv: [record.Path, ...record.Args],
        env: environmentOf(container, account.home, legacyLinkVariables(parts, container)),
        cwd,
        credentials: account.credentials,
        terminal: config.Tty,
        ...(hostConfig.ConsoleSize[0] > 0 ? { size: { rows: hostConfig.ConsoleSize[0], columns: hostConfig.ConsoleSize[1] } } : {}),
        openInput: config.OpenStdin,
        async output(stream, bytes) {
          container.log.write(stream, bytes);
          container.output.push(stream, bytes);
          await container.output.drained();
        },
      },
    });
    container.task = task;
    connections.set(container, connected);
    container.stopRequested = false;
    Object.assign(record.State, { Running: true, Paused: false, Restarting: false, OOMKilled: false, Dead: false, Pid: task.pid, ExitCode: 0, Error: '', StartedAt: timestamp(process.system.clock) });
    record.HasBeenStartedBefore = true;
    record.LogPath = hostConfig.LogConfig.Type === 'json-file' ? `${container.directory}/${container.id}-json.log` : '';
    store.save(container);
    bus.publish('container', 'start', container.id, parts.attributes(container));
    startHealthChecks(parts, container);
    for (const tell of [...container.onStart]) tell();
    container.onStart.clear();
    // Its end is seen to whether or not anybody waits for it; a daemon that is gone sees nothing any more.
    void task.ended.then((status) => ended(parts, container, status, task.controlGroup.oomKills > 0)).catch(() => undefined);
  } catch (error) {
    if (connected) disconnectContainer(parts, container, connected);
    if (mountedVolumes) unmountVolumes(parts, container);
    layer.unmount();
    if (!(error instanceof EngineError)) throw error;
    const code = /executable file not found|no such file or directory/.test(error.message) && error.message.includes('OCI runtime') ? 127 : error.message.includes('OCI runtime') ? 126 : 128;
    Object.assign(record.State, { Running: false, ExitCode: code, Error: error.message, FinishedAt: record.State.FinishedAt });
    store.save(container);
    for (const tell of [...container.onExit]) tell();
    container.onExit.clear();
    if (hostConfig.AutoRemove) await parts.remove(container, { volumes: true });
    throw error;
  }
}

function limitsOf({ hostConfig }: Container): { memoryMax?: number; pidsMax?: number; cpuMax?: number } {
  const cpus = hostConfig.NanoCpus > 0 ? hostConfig.NanoCpus / 1e9 : hostConfig.CpuQuota > 0 ? hostConfig.CpuQuota / (hostConfig.CpuPeriod || 100_000) : 0;
  return {
    ...(hostConfig.Memory > 0 ? { memoryMax: hostConfig.Memory } : {}),
    ...(hostConfig.PidsLimit !== null && hostConfig.PidsLimit > 0 ? { pidsMax: hostConfig.PidsLimit } : {}),
    ...(cpus > 0 ? { cpuMax: cpus } : {}),
  };
}

function containerMounts(parts: EngineParts, container: Container, inside: ReturnType<typeof filesInside>): ContainerMount[] {
  const { files } = parts.process;
  const { record } = container;
  const mounts: ContainerMount[] = Object.values(record.MountPoints).map((mount) => {
    if (mount.Type === 'tmpfs') return { destination: mount.Destination, source: { tmpfs: mount.Options ?? '' }, readOnly: !mount.RW };
    if (mount.Type === 'bind' && !files.exists(mount.Source)) {
      if (mount.MustExist) throw new EngineError('invalid parameter', `invalid mount config for type "bind": bind source path does not exist: ${mount.Source}`);
      files.makeDirectory(mount.Source, { parents: true }); // Docker makes what -v names
    }
    if (mount.Type === 'volume' && !mount.NoCopy) copyImageContent(parts.process, inside, mount.Destination, mount.Source);
    return { destination: mount.Destination, source: { path: mount.Type === 'volume' ? volumeSource(parts, mount) : mount.Source }, readOnly: !mount.RW };
  });
  for (const [destination, path] of [
    ['/etc/hostname', record.HostnamePath],
    ['/etc/hosts', record.HostsPath],
    ['/etc/resolv.conf', record.ResolvConfPath],
  ] as const) {
    if (!record.MountPoints[destination]) mounts.push({ destination, source: { path }, readOnly: false });
  }
  return mounts;
}

/** A container's first process has ended: everything it held is taken back, and the restart policy has its say. */
async function ended(parts: EngineParts, container: Container, status: WaitStatus, outOfMemory: boolean): Promise<void> {
  const { images, store, bus, process } = parts;
  const { record } = container;
  const code = exitCodeOf(status);
  container.stopHealthChecks?.();
  const connected = connections.get(container);
  if (connected) disconnectContainer(parts, container, connected);
  connections.delete(container);
  unmountVolumes(parts, container);
  images.layers.containerLayer(container.id).unmount();
  container.task = undefined;
  container.log.flush();
  const killed = outOfMemory && code === 137;
  Object.assign(record.State, { Running: false, Paused: false, OOMKilled: killed, Pid: 0, ExitCode: code, FinishedAt: timestamp(process.system.clock) });
  if (record.State.Health) record.State.Health = { ...record.State.Health, Status: 'unhealthy' };
  const duration = Math.max(0, Math.round((Date.parse(record.State.FinishedAt) - Date.parse(record.State.StartedAt)) / 1000));
  if (killed) bus.publish('container', 'oom', container.id, parts.attributes(container));
  bus.publish('container', 'die', container.id, { ...parts.attributes(container), execDuration: String(duration), exitCode: String(code) });
  const again = scheduleRestart(parts, container, code);
  record.State.Restarting = again;
  if (again) record.State.Running = true;
  store.save(container);
  container.output.end();
  for (const tell of [...container.onExit]) tell();
  container.onExit.clear();
  if (!again && container.hostConfig.AutoRemove) await parts.remove(container, { volumes: true });
}

