import type { EngineParts } from '../parts';
import { createArchives } from './archive';
import { createContainerBackend } from './backend';
import { createExecs } from './exec/exec';

/** Everything about containers that the API asks for: loaded when a container is first asked for, since it is the larger half of the Engine. */
export function createAllContainers(parts: EngineParts) {
  return { ...createContainerBackend(parts), ...createArchives(parts), ...createExecs(parts) };
}
