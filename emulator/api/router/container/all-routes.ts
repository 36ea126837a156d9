import { execRoutes } from '../exec/routes';
import type { ExecBackend } from '../exec/backend';
import type { Route } from '../route';
import { archiveRoutes } from './archive-routes';
import type { ArchiveBackend, ContainerBackend, ContainerStreamBackend } from './backend';
import { containerRoutes } from './routes';
import { streamRoutes } from './stream-routes';

/** Everything of the API that is about containers and what runs in them. */
export function allContainerRoutes(backend: ContainerBackend & ContainerStreamBackend & ArchiveBackend & ExecBackend): Route[] {
  return [...containerRoutes(backend), ...streamRoutes(backend), ...archiveRoutes(backend), ...execRoutes(backend)];
}
