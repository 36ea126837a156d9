import type { ContainerConfig } from './container-config';
import type { EndpointSettings } from './endpoint';
import type { HostConfig, PortMap, Resources, RestartPolicy } from './host-config';

/** Body of `POST /containers/create?name=…&platform=…`. What is absent takes Docker's default. */
export interface ContainerCreateRequest extends Partial<ContainerConfig> {
  HostConfig?: Partial<HostConfig>;
  NetworkingConfig?: { EndpointsConfig?: Record<string, Partial<EndpointSettings>> | null };
}

/** Answer to it. */
export interface ContainerCreateResponse {
  Id: string;
  Warnings: string[];
}

/** Where a container is in its life. */
export type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** A row of `GET /containers/json?all=&limit=&size=&filters=`. */
export interface ContainerSummary {
  Id: string;
  /** With a leading slash. */
  Names: string[];
  /** As it was asked for at creation, or an ID when that name now means another image. */
  Image: string;
  ImageID: string;
  Command: string;
  /** Seconds since 1970. */
  Created: number;
  Ports: PortSummary[];
  /** With `size`. */
  SizeRw?: number;
  SizeRootFs?: number;
  Labels: Record<string, string>;
  State: ContainerStatus;
  /** For people: `Up 2 minutes (healthy)`, `Exited (0) 3 seconds ago`. */
  Status: string;
  HostConfig: { NetworkMode?: string; Annotations?: Record<string, string> };
  NetworkSettings: { Networks: Record<string, EndpointSettings> };
  Mounts: MountPoint[];
}

/** A port of a container, and where it is published when it is. */
export interface PortSummary {
  IP?: string;
  PrivatePort: number;
  PublicPort?: number;
  Type: 'tcp' | 'udp' | 'sctp';
}

/** Something mounted into a container. */
export interface MountPoint {
  Type: 'bind' | 'volume' | 'tmpfs';
  Name?: string;
  Source: string;
  Destination: string;
  Driver?: string;
  Mode: string;
  RW: boolean;
  Propagation: string;
}

/** The moment's state of an inspected container. Times are RFC 3339; `0001-01-01T00:00:00Z` is never. */
export interface ContainerState {
  Status: ContainerStatus;
  Running: boolean;
  Paused: boolean;
  Restarting: boolean;
  OOMKilled: boolean;
  Dead: boolean;
  Pid: number;
  ExitCode: number;
  Error: string;
  StartedAt: string;
  FinishedAt: string;
  Health?: Health;
}

/** What a container's health checks found. */
export interface Health {
  Status: 'none' | 'starting' | 'healthy' | 'unhealthy';
  FailingStreak: number;
  Log: HealthResult[] | null;
}

/** One health check. */
export interface HealthResult {
  Start: string;
  End: string;
  ExitCode: number;
  Output: string;
}

/** `GET /containers/{name}/json?size=`. */
export interface ContainerInspect {
  Id: string;
  Created: string;
  Path: string;
  Args: string[];
  State: ContainerState;
  Image: string;
  ResolvConfPath: string;
  HostnamePath: string;
  HostsPath: string;
  LogPath: string;
  Name: string;
  RestartCount: number;
  Driver: string;
  Platform: string;
  MountLabel: string;
  ProcessLabel: string;
  AppArmorProfile: string;
  ExecIDs: string[] | null;
  HostConfig: HostConfig;
  GraphDriver: { Data: Record<string, string> | null; Name: string };
  SizeRw?: number;
  SizeRootFs?: number;
  Mounts: MountPoint[];
  Config: ContainerConfig;
  NetworkSettings: NetworkSettings;
}

/** The network part of an inspected container; the address fields beside `Networks` are those on the default bridge. */
export interface NetworkSettings {
  Bridge: string;
  SandboxID: string;
  SandboxKey: string;
  Ports: PortMap;
  HairpinMode: boolean;
  LinkLocalIPv6Address: string;
  LinkLocalIPv6PrefixLen: number;
  SecondaryIPAddresses: null;
  SecondaryIPv6Addresses: null;
  EndpointID: string;
  Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  MacAddress: string;
  Networks: Record<string, EndpointSettings>;
}

/** `POST /containers/{name}/wait?condition=not-running|next-exit|removed`. */
export interface ContainerWaitResponse {
  StatusCode: number;
  Error?: { Message: string };
}

/** `GET /containers/{name}/top?ps_args=`. */
export interface ContainerTop {
  Processes: string[][];
  Titles: string[];
}

/** An element of `GET /containers/{name}/changes` (whose body is null when there are none): 0 changed, 1 added, 2 deleted. */
export interface FilesystemChange {
  Kind: 0 | 1 | 2;
  Path: string;
}

/** Body of `POST /containers/{name}/update`. */
export type ContainerUpdateRequest = Partial<Resources> & { RestartPolicy?: RestartPolicy };

/** Answer to it. */
export interface ContainerUpdateResponse {
  Warnings: string[] | null;
}

/** `POST /containers/prune?filters=`. */
export interface ContainersPruneReport {
  ContainersDeleted: string[] | null;
  SpaceReclaimed: number;
}

/** The header `X-Docker-Container-Path-Stat` of `/containers/{name}/archive`: base64 of this. `mode` is Go's FileMode. */
export interface PathStat {
  name: string;
  size: number;
  mode: number;
  mtime: string;
  linkTarget: string;
}
