import type { Process } from '../process/types';
import type { Container } from './container/container';
import type { ContainerStore } from './container/store';
import type { EventBus } from './event/bus';
import type { Images } from './image/images';
import type { Networks } from './network/networks';
import type { Volumes } from './volume/volumes';

/** What the parts of an engine use of each other. */
export interface EngineParts {
  readonly process: Process;
  readonly store: ContainerStore;
  readonly images: Images;
  readonly volumes: Volumes;
  readonly networks: Networks;
  readonly bus: EventBus;
  /** What events say of a container: its labels, image and name. */
  attributes(container: Container): Record<string, string>;
  start(container: Container): Promise<void>;
  /** Takes a container that does not run away: its layer, its anonymous volumes (with `volumes`), its record. */
  remove(container: Container, options: { volumes: boolean }): Promise<void>;
}
