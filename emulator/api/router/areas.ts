import { later } from '../../kernel/later';
import type { Backend } from './backend';
import { createRouteTable, type Route, type RouteTable } from './route';

/** A part of the API whose routes are loaded by the first request for one of its paths. */
export interface Area {
  /** Whether a path (below the version) is of this part. */
  has(path: string): boolean;
  routes(): Promise<RouteTable>;
}

/** The first words of paths, and what makes their routes. */
function area(words: readonly string[], load: () => Promise<Route[]>): Area {
  return { has: (path) => words.includes(path.split('/')[1] ?? ''), routes: later(async () => createRouteTable(await load())) };
}

/** The parts of the API over `backend`. */
export function createAreas(backend: Backend): readonly Area[] {
  return [
    area(['images'], async () => {
      const [{ imageRoutes }, images] = await Promise.all([import('./image/routes'), backend.images()]);
      return imageRoutes(images);
    }),
    area(['containers', 'commit', 'exec'], async () => {
      const [{ allContainerRoutes }, containers] = await Promise.all([import('./container/all-routes'), backend.containers()]);
      return allContainerRoutes(containers);
    }),
    area(['networks'], async () => {
      const [{ networkRoutes }, networks] = await Promise.all([import('./network/routes'), backend.networks()]);
      return networkRoutes(networks);
    }),
    area(['volumes'], async () => {
      const [{ volumeRoutes }, volumes] = await Promise.all([import('./volume/routes'), backend.volumes()]);
      return volumeRoutes(volumes);
    }),
    area(['build'], async () => {
      const [{ buildRoutes }, builds] = await Promise.all([import('./build/routes'), backend.builds()]);
      return buildRoutes(builds);
    }),
    area(['version', 'info', 'events', 'system', 'auth'], async () => {
      const [{ systemRoutes }, system] = await Promise.all([import('./system/routes'), backend.system()]);
      return systemRoutes(system);
    }),
    area(['services', 'tasks', 'nodes', 'secrets', 'configs', 'swarm', 'plugins'], async () => (await import('./system/absent-routes')).absentRoutes()),
  ];
}
