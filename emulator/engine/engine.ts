import type { Backend } from '../api/router/backend';
import { later } from '../kernel/later';
import type { Process } from '../process/types';
import type { RegistryClient } from '../registry/types';
import { cachePath } from './build/cache-path';
import { nameOf, type Container } from './container/container';
import { createContainerStore } from './container/store';
import { EngineError } from './error';
import { createEventBus } from './event/bus';
import { createImages } from './image/images';
import { noteInsecureRegistries } from './image/insecure-registries';
import { createNetworks } from './network/networks';
import type { EngineParts } from './parts';
import { createVolumes } from './volume/volumes';

const root = '/var/lib/docker';

/** How an engine is made. */
export interface EngineOptions {
  /** Registries that need no TLS: hosts, and networks such as 10.0.0.0/8. */
  readonly insecureRegistries: readonly string[];
  /** Asked for by the first pull, search or build that looks for an image. */
  registry(): Promise<RegistryClient>;
  /** Transfers take no time. */
  readonly instant: boolean;
}

/** What dockerd is, without its flags and its socket. */
export interface Engine {
  readonly backend: Backend;
  /** Starts the containers that their restart policies want to run; those that ran when the daemon ended have ended. */
  restore(): Promise<void>;
  /** Stops all containers, as at the daemon's end. */
  shutDown(): Promise<void>;
}

/** An engine in the daemon `process`, with whatever is under /var/lib/docker. */
export function createEngine(process: Process, { registry, instant, insecureRegistries }: EngineOptions): Engine {
  const { files, system } = process;
  files.makeDirectory(root, { parents: true });
  noteInsecureRegistries(process, insecureRegistries);
  const bus = createEventBus(system.clock);
  const store = createContainerStore(process, root);
  const images = createImages(process, {
    registry,
    instant,
    containersOf: (image) => store.all().filter((container) => container.record.Image === image).map((container) => ({ id: container.id, name: nameOf(container), running: container.record.State.Running })),
    event: (action, id, name) => bus.publish('image', action, id, { name }),
  });
  const volumes = createVolumes(process, root, bus, {
    usersOf: (name) => store.all().filter((container) => Object.values(container.record.MountPoints).some((mount) => mount.Name === name)).map((container) => container.id),
  });
  const networks = createNetworks(process, root, bus, {
    containersOn: (name) =>
      Object.fromEntries(
        store.all().flatMap((container) => {
          const endpoint = container.record.NetworkSettings.Networks[name];
          if (!container.task || !endpoint || endpoint.EndpointID === '') return [];
          return [[container.id, { Name: nameOf(container), EndpointID: endpoint.EndpointID, MacAddress: endpoint.MacAddress, IPv4Address: endpoint.IPAddress === '' ? '' : `${endpoint.IPAddress}/${endpoint.IPPrefixLen}`, IPv6Address: '' }]];
        }),
      ),
  });
  const parts: EngineParts = {
    process,
    store,
    images,
    volumes,
    networks,
    bus,
    attributes: (container) => ({ ...container.record.Config.Labels, image: container.record.Config.Image, name: nameOf(container) }),
    start: async (container) => (await import('./container/life/start')).startContainer(parts, container),
    async remove(container, options) {
      container.removing = true;
      const anonymous = Object.values(container.record.MountPoints).filter((mount) => mount.Anonymous);
      images.layers.removeContainerLayer(container.id);
      store.remove(container);
      if (options.volumes) for (const mount of anonymous) removeQuietly(() => volumes.remove(mount.Name, { force: true }));
      bus.publish('container', 'destroy', container.id, parts.attributes(container));
      for (const tell of [...container.onRemoved]) tell();
      container.onRemoved.clear();
    },
  };
  const builds = later(async () => (await import('./build/builds')).createBuilds(parts));
  const containers = later(async () => (await import('./container/all')).createAllContainers(parts));
  const backend: Backend = {
    containers,
    builds,
    system: later(async () => (await import('./system/system')).createSystem(parts, daemonId(process), async () => (await builds()).buildCache())),
    images: () => Promise.resolve(images.backend),
    networks: async () => ({
      ...networks,
      connectNetwork: async (name, request) => (await containers()).connectNetwork(name, request),
      disconnectNetwork: async (name, request) => (await containers()).disconnectNetwork(name, request),
    }),
    volumes: async () => ({
      listVolumes: (filters) => volumes.list(filters),
      inspectVolume: (name) => volumes.inspect(name),
      createVolume: (request) => volumes.create(request),
      removeVolume: (name, options) => volumes.remove(name, options),
      pruneVolumes: (filters) => volumes.prune(filters),
    }),
  };
  return {
    backend,
    async restore() {
      if (files.exists(cachePath)) await builds(); // it knows which layers no removal of an image may take
      await restore(parts);
    },
    shutDown: () => shutDown(parts),
  };
}

/** The daemon's ID, made once. */
function daemonId({ files, system }: Process): string {
  const path = `${root}/engine-id`;
  if (!files.exists(path)) {
    const hex = system.random.hex(16);
    files.writeFile(path, `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`, { mode: 0o600 });
  }
  return files.readText(path);
}

function removeQuietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error; // another container has it too
  }
}

async function restore(parts: EngineParts): Promise<void> {
  const { store } = parts;
  const wanted: Container[] = [];
  for (const container of store.all()) {
    const { State: state } = container.record;
    const ran = state.Running;
    if (ran) Object.assign(state, { Running: false, Paused: false, Restarting: false, Pid: 0, ExitCode: state.ExitCode || 255, FinishedAt: new Date(parts.process.system.clock.now()).toISOString() });
    container.record.NetworkSettings.Ports = null;
    for (const endpoint of Object.values(container.record.NetworkSettings.Networks)) Object.assign(endpoint, { EndpointID: '', IPAddress: '', IPPrefixLen: 0, Gateway: '', MacAddress: '', DNSNames: null });
    store.save(container);
    const policy = container.hostConfig.RestartPolicy.Name;
    if (container.hostConfig.AutoRemove && ran) await parts.remove(container, { volumes: true });
    else if (policy === 'always' || (policy === 'unless-stopped' && !container.record.HasBeenManuallyStopped) || (policy === 'on-failure' && ran)) wanted.push(container);
  }
  for (const container of wanted) {
    if (!container.record.HasBeenStartedBefore) continue;
    await parts.start(container).catch((error: unknown) => {
      if (!(error instanceof EngineError)) throw error; // told in its state
    });
  }
}

async function shutDown(parts: EngineParts): Promise<void> {
  const running = parts.store.all().filter((container) => container.task);
  if (running.length === 0) return;
  const { stopContainer } = await import('./container/life/stop');
  await Promise.all(
    running.map(async (container) => {
      const manual = container.record.HasBeenManuallyStopped;
      await stopContainer(parts, container, { signal: '', timeout: undefined });
      container.record.HasBeenManuallyStopped = manual; // the daemon stopped it, not the user
      parts.store.save(container);
    }),
  );
}
