import type { ContainerCreateRequest, ContainerCreateResponse } from '../../../api/types/container';
import type { ContainerConfig } from '../../../api/types/container-config';
import type { EndpointRecord } from '../record';
import { sortedKeys } from '../../sorted-keys';
import type { ContainerStore } from '../store';
import { splitLink } from '../../network/legacy-links';
import { checkEndpoint } from '../../network/membership';
import { EngineError } from '../../error';
import { makeId, shortId } from '../../identifier';
import { never, timestamp } from '../../time';
import type { ContainerDefaults } from '../../image/types';
import { generateName, invalidName, isName } from '../names';
import type { EngineParts } from '../../parts';
import { completeHostConfig } from './defaults';
import { emptyEndpoint } from './endpoint';
import { validateRequest } from './validate';
import { planMounts } from './mounts';

/** A request's config with the image's where the request is silent, as `merge` in Docker does it. */
function mergeConfig(request: ContainerCreateRequest, image: ContainerDefaults, hostname: string): ContainerConfig {
  const set = (list: string[] | null | undefined) => list !== null && list !== undefined && list.length > 0;
  const names = (request.Env ?? []).map((entry) => entry.split('=')[0]);
  const env = [...(request.Env ?? []), ...(image.Env ?? []).filter((entry) => !names.includes(entry.split('=')[0]))];
  const entrypointAsked = request.Entrypoint !== undefined && request.Entrypoint !== null;
  const entrypoint = entrypointAsked ? request.Entrypoint : image.Entrypoint;
  const cleared = entrypointAsked && request.Entrypoint?.length === 1 && request.Entrypoint[0] === '';
  const command = set(request.Cmd) ? request.Cmd : entrypointAsked ? null : image.Cmd;
  const ports = sortedKeys({ ...image.ExposedPorts, ...request.ExposedPorts });
  const healthcheck = request.Healthcheck ?? image.Healthcheck;
  return {
    Hostname: request.Hostname || hostname,
    Domainname: request.Domainname ?? '',
    User: request.User || (image.User ?? ''),
    AttachStdin: request.AttachStdin ?? false,
    AttachStdout: request.AttachStdout ?? false,
    AttachStderr: request.AttachStderr ?? false,
    ...(Object.keys(ports).length > 0 ? { ExposedPorts: ports } : {}),
    Tty: request.Tty ?? false,
    OpenStdin: request.OpenStdin ?? false,
    StdinOnce: request.StdinOnce ?? false,
    Env: env.length > 0 ? env : null,
    Cmd: command ?? null,
    ...(healthcheck ? { Healthcheck: healthcheck } : {}),
    Image: request.Image ?? '',
    Volumes: Object.keys({ ...image.Volumes, ...request.Volumes }).length > 0 ? { ...image.Volumes, ...request.Volumes } : null,
    WorkingDir: request.WorkingDir || (image.WorkingDir ?? ''),
    Entrypoint: cleared ? null : (entrypoint ?? null),
    OnBuild: image.OnBuild ?? null,
    Labels: sortedKeys({ ...image.Labels, ...request.Labels }),
    ...((request.StopSignal ?? image.StopSignal) ? { StopSignal: request.StopSignal || image.StopSignal } : {}),
    ...(request.StopTimeout === undefined ? {} : { StopTimeout: request.StopTimeout }),
  };
}

function checkLink(store: ContainerStore, name: string): void {
  try {
    store.find(name);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError('invalid parameter', `could not get container for ${name}: ${error.message}`);
  }
}

/** `POST /containers/create`. */
export function createContainer(parts: EngineParts, request: ContainerCreateRequest, { name }: { name: string; platform: string }): ContainerCreateResponse {
  const { process, store, images, volumes, networks, bus } = parts;
  if (name !== '' && !isName(name.replace(/^\//, ''))) throw new EngineError('invalid parameter', invalidName(name.replace(/^\//, '')));
  if (!request.Image && request.Image !== undefined) throw new EngineError('invalid parameter', 'Config cannot be empty in order to create a container');
  const image = images.images.find(request.Image ?? '');
  const id = makeId(process.system.random);
  const hostConfig = completeHostConfig(request.HostConfig ?? {});
  const config = mergeConfig(request, image.config.config, hostConfig.NetworkMode === 'host' ? process.namespaces.uts.hostname : shortId(id));
  const argv = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  if (argv.length === 0) throw new EngineError('invalid parameter', 'no command specified');
  validateRequest(request, hostConfig, process.system.processors);
  const chosen = name === '' ? generateName(process.system.random, (candidate) => store.byName(candidate) !== undefined) : name.replace(/^\//, '');
  store.reserve(chosen);
  const mounts = planMounts(request, hostConfig, image.config.config, volumes, process.files, (other) => store.find(other).record.MountPoints);
  const asked = request.NetworkingConfig?.EndpointsConfig ?? {};
  const endpoints: Record<string, EndpointRecord> = {};
  const mode = hostConfig.NetworkMode;
  // A network that is not there is missed when the container starts.
  const nameOf = (name: string) => networks.lookUp(name)?.Name ?? name;
  for (const [other, settings] of Object.entries(asked)) checkEndpoint(nameOf(other), networks.lookUp(other), settings, `invalid config for network ${nameOf(other)}: `);
  if (!mode.startsWith('container:')) {
    const own = nameOf(mode);
    endpoints[own] = emptyEndpoint(asked[mode] ?? asked[own] ?? {});
    for (const [other, settings] of Object.entries(asked)) if (other !== mode && other !== own) endpoints[nameOf(other)] = emptyEndpoint(settings);
  }
  for (const link of hostConfig.Links ?? []) checkLink(store, splitLink(link).name);
  images.layers.createContainerLayer(id, image.id);
  store.add(
    {
      State: { Running: false, Paused: false, Restarting: false, OOMKilled: false, Dead: false, Pid: 0, ExitCode: 0, Error: '', StartedAt: never, FinishedAt: never, Health: null },
      ID: id,
      Created: timestamp(process.system.clock),
      Managed: false,
      Path: argv[0] ?? '',
      Args: argv.slice(1),
      Config: config,
      Image: image.id,
      NetworkSettings: { SandboxID: '', SandboxKey: '', Networks: endpoints, Ports: null },
      LogPath: '',
      Name: `/${chosen}`,
      Driver: 'overlay2',
      OS: 'linux',
      RestartCount: 0,
      HasBeenStartedBefore: false,
      HasBeenManuallyStopped: false,
      MountPoints: mounts,
      HostnamePath: '',
      HostsPath: '',
      ResolvConfPath: '',
    },
    hostConfig,
  );
  bus.publish('container', 'create', id, parts.attributes(store.find(id)));
  const warnings = Object.keys(hostConfig.PortBindings ?? {}).length > 0 && mode === 'host' ? ['Published ports are discarded when using host network mode'] : [];
  return { Id: id, Warnings: warnings };
}
