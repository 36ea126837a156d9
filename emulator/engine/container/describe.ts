import type { ContainerInspect, ContainerState, ContainerSummary, MountPoint, PortSummary } from '../../api/types/container';
import type { EndpointSettings } from '../../api/types/endpoint';
import type { PortMap } from '../../api/types/host-config';
import { inOrder } from './create/defaults';
import { splitLink } from '../network/legacy-links';
import type { EngineParts } from '../parts';
import { humanDuration, parseTimestamp } from '../time';
import { statusOf, type Container } from './container';
import type { EndpointRecord, MountRecord } from './record';

/** `Up 2 minutes (healthy)`, `Exited (0) 3 seconds ago`, `Created`. */
export function statusText(container: Container, now: number): string {
  const { State: state } = container.record;
  const since = (time: string) => humanDuration(Math.max(0, now - parseTimestamp(time)));
  if (state.Running) {
    if (state.Paused) return `Up ${since(state.StartedAt)} (Paused)`;
    if (state.Restarting) return `Restarting (${state.ExitCode}) ${since(state.FinishedAt)} ago`;
    const health = state.Health === null ? '' : ` (${state.Health.Status === 'starting' ? 'health: starting' : state.Health.Status})`;
    return `Up ${since(state.StartedAt)}${health}`;
  }
  if (container.removing) return 'Removal In Progress';
  if (state.Dead) return 'Dead';
  if (statusOf(container) === 'created') return 'Created';
  return `Exited (${state.ExitCode}) ${since(state.FinishedAt)} ago`;
}

function mountPoint(mount: MountRecord): MountPoint {
  return {
    Type: mount.Type,
    ...(mount.Type === 'volume' ? { Name: mount.Name } : {}),
    Source: mount.Source,
    Destination: mount.Destination,
    ...(mount.Type === 'volume' ? { Driver: mount.Driver } : {}),
    Mode: mount.Relabel,
    RW: mount.RW,
    Propagation: mount.Propagation,
  };
}

const listedMounts = ({ record }: Container) => Object.values(record.MountPoints).filter((mount) => !mount.Unlisted).map(mountPoint);

function endpointSettings({ DesiredMacAddress: _, ...shown }: EndpointRecord): EndpointSettings {
  return shown;
}

const networksOf = (container: Container) => Object.fromEntries(Object.entries(container.record.NetworkSettings.Networks).map(([name, endpoint]) => [name, endpointSettings(endpoint)]));

function portsOf(ports: PortMap | null): PortSummary[] {
  const rows: PortSummary[] = [];
  for (const [port, bindings] of Object.entries(ports ?? {})) {
    const [number = '0', type = 'tcp'] = port.split('/');
    if (!bindings || bindings.length === 0) rows.push({ PrivatePort: Number(number), Type: type as PortSummary['Type'] });
    for (const binding of bindings ?? []) rows.push({ IP: binding.HostIp, PrivatePort: Number(number), PublicPort: Number(binding.HostPort), Type: type as PortSummary['Type'] });
  }
  return rows;
}

/** A row of `GET /containers/json`. */
export function summarize(parts: EngineParts, container: Container, size: boolean): ContainerSummary {
  const { record, hostConfig } = container;
  const { images } = parts;
  const named = record.Config.Image;
  const stored = images.store.get(record.Image);
  const stillNamed = stored !== undefined && (stored.tags.includes(named.includes(':') || named.includes('@') ? named : `${named}:latest`) || stored.digests.includes(named) || stored.id.includes(named));
  const command = [record.Path, ...record.Args.map((word) => (/\s/.test(word) ? `'${word}'` : word))].join(' ');
  const writable = size ? images.layers.containerLayer(container.id).size() : 0;
  return {
    Id: container.id,
    Names: [record.Name, ...linkedNames(parts, container)].sort(),
    Image: stillNamed ? named : record.Image,
    ImageID: record.Image,
    Command: command,
    Created: Math.floor(parseTimestamp(record.Created) / 1000),
    Ports: portsOf(record.NetworkSettings.Ports),
    ...(size ? { ...(writable > 0 ? { SizeRw: writable } : {}), SizeRootFs: (stored?.size ?? 0) + writable } : {}),
    Labels: record.Config.Labels ?? {},
    State: statusOf(container),
    Status: statusText(container, parts.process.system.clock.now()),
    HostConfig: { NetworkMode: hostConfig.NetworkMode },
    NetworkSettings: { Networks: networksOf(container) },
    Mounts: listedMounts(container),
  };
}

function stateOf(container: Container): ContainerState {
  const { Health: health, ...state } = container.record.State;
  return { Status: statusOf(container), ...state, ...(health ? { Health: health } : {}) };
}

/** The links of a container on the default bridge in the daemon's form: `/db:/web/alias`. */
function linksOf({ record, hostConfig }: Container): string[] | null {
  if (!hostConfig.Links?.length) return null;
  return hostConfig.Links.map(splitLink).map(({ name, alias }) => `/${name}:${record.Name}/${alias}`);
}

/** The names that links of other containers give to `container`. */
function linkedNames(parts: EngineParts, container: Container): string[] {
  const name = container.record.Name.slice(1);
  return parts.store.all().flatMap((other) => (other.hostConfig.Links ?? []).map(splitLink).filter((link) => link.name === name).map(({ alias }) => `${other.record.Name}/${alias}`));
}

/** `GET /containers/{name}/json`. */
export function inspect(parts: EngineParts, container: Container, size: boolean): ContainerInspect {
  const { record, hostConfig } = container;
  const layer = parts.images.layers.containerLayer(container.id);
  const bridge = record.NetworkSettings.Networks.bridge;
  const writable = size ? layer.size() : 0;
  const running = [...container.execs.values()].filter((exec) => exec.running).map((exec) => exec.id);
  return {
    Id: container.id,
    Created: record.Created,
    Path: record.Path,
    Args: record.Args,
    State: stateOf(container),
    Image: record.Image,
    ResolvConfPath: record.ResolvConfPath,
    HostnamePath: record.HostnamePath,
    HostsPath: record.HostsPath,
    LogPath: record.LogPath,
    Name: record.Name,
    RestartCount: record.RestartCount,
    Driver: record.Driver,
    Platform: record.OS,
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: record.State.StartedAt.startsWith('0001') ? '' : 'docker-default',
    ExecIDs: running.length > 0 ? running : null,
    HostConfig: inOrder({ ...hostConfig, Links: linksOf(container) }),
    GraphDriver: { Data: { ...layer.data }, Name: record.Driver },
    ...(size ? { SizeRw: writable, SizeRootFs: (parts.images.store.get(record.Image)?.size ?? 0) + writable } : {}),
    Mounts: listedMounts(container),
    Config: record.Config,
    NetworkSettings: {
      Bridge: '',
      SandboxID: record.NetworkSettings.SandboxID,
      SandboxKey: record.NetworkSettings.SandboxKey,
      Ports: record.NetworkSettings.Ports ?? {},
      HairpinMode: false,
      LinkLocalIPv6Address: '',
      LinkLocalIPv6PrefixLen: 0,
      SecondaryIPAddresses: null,
      SecondaryIPv6Addresses: null,
      EndpointID: bridge?.EndpointID ?? '',
      Gateway: bridge?.Gateway ?? '',
      GlobalIPv6Address: '',
      GlobalIPv6PrefixLen: 0,
      IPAddress: bridge?.IPAddress ?? '',
      IPPrefixLen: bridge?.IPPrefixLen ?? 0,
      IPv6Gateway: '',
      MacAddress: bridge?.MacAddress ?? '',
      Networks: networksOf(container),
    },
  };
}
