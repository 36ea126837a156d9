import type { BuildBackend } from './build/backend';
import type { ArchiveBackend, ContainerBackend, ContainerStreamBackend } from './container/backend';
import type { ExecBackend } from './exec/backend';
import type { ImageBackend } from './image/backend';
import type { NetworkBackend } from './network/backend';
import type { SystemBackend } from './system/backend';
import type { VolumeBackend } from './volume/backend';

/** All that the API needs of an engine, in parts that an engine may load when they are first asked for. */
export interface Backend {
  system(): Promise<SystemBackend>;
  containers(): Promise<ContainerBackend & ContainerStreamBackend & ArchiveBackend & ExecBackend>;
  images(): Promise<ImageBackend>;
  networks(): Promise<NetworkBackend>;
  volumes(): Promise<VolumeBackend>;
  builds(): Promise<BuildBackend>;
}
