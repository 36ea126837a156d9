import type { BuildBackend } from './build/backend';
import type { ArchiveBackend, ContainerBackend, ContainerStreamBackend } from './container/backend';
import type { ExecBackend } from './exec/backend';
import type { ImageBackend } from './image/backend';
import type { NetworkBackend } from './network/backend';
import type { SystemBackend } from './system/backend';
import type { VolumeBackend } from './volume/backend';

/** All that the API needs of an engine. */
export type Backend = SystemBackend &
  ContainerBackend &
  ContainerStreamBackend &
  ArchiveBackend &
  ExecBackend &
  ImageBackend &
  NetworkBackend &
  VolumeBackend &
  BuildBackend;
