import type { Health } from '../../api/types/container';
import type { ContainerConfig } from '../../api/types/container-config';
import type { EndpointSettings } from '../../api/types/endpoint';
import type { PortMap } from '../../api/types/host-config';

/** What the daemon remembers of a container: the content of its `config.v2.json`, with the key names of that file. */
export interface ContainerRecord {
  State: StateRecord;
  ID: string;
  Created: string;
  Managed: boolean;
  Path: string;
  Args: string[];
  Config: ContainerConfig;
  /** ID of the image. */
  Image: string;
  NetworkSettings: NetworkRecord;
  LogPath: string;
  /** With a leading slash. */
  Name: string;
  Driver: string;
  OS: string;
  RestartCount: number;
  HasBeenStartedBefore: boolean;
  /** It was stopped by someone: `unless-stopped` leaves it so at the daemon's next start. */
  HasBeenManuallyStopped: boolean;
  MountPoints: Record<string, MountRecord>;
  HostnamePath: string;
  HostsPath: string;
  ResolvConfPath: string;
}

/** The state that is kept. */
export interface StateRecord {
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
  Health: Health | null;
}

/** The networks that a container is on, and what they gave it while it runs. */
export interface NetworkRecord {
  SandboxID: string;
  SandboxKey: string;
  Networks: Record<string, EndpointRecord>;
  Ports: PortMap | null;
}

/** A container's end of a network, with what was asked for. */
export interface EndpointRecord extends EndpointSettings {
  /** The hardware address that was asked for; a fresh one at each start otherwise. */
  DesiredMacAddress: string;
}

/** Something mounted into a container, by its destination. */
export interface MountRecord {
  Type: 'bind' | 'volume' | 'tmpfs';
  /** On the host; empty for tmpfs. */
  Source: string;
  Destination: string;
  RW: boolean;
  /** Of a volume. */
  Name: string;
  Driver: string;
  /** As `-v` gave it (`ro`, `z`). */
  Relabel: string;
  Propagation: string;
  /** The image's content of that directory is not copied into an empty volume. */
  NoCopy?: boolean;
  /** Of a bind in the long form: the source must be there. */
  MustExist?: boolean;
  /** It goes with the container on `rm -v`: nobody named it. */
  Anonymous?: boolean;
  Subpath?: string;
  /** It came from `--tmpfs`: part of the host config, and not shown among the mounts. */
  Unlisted?: boolean;
  /** Of tmpfs: `size=…,mode=…`. */
  Options?: string;
}
