import type { VolumeCreateRequest } from '../../types/volume';
import { empty, json } from '../answer';
import { filters, flag, readJson } from '../parameters';
import type { Route } from '../route';
import { isAtLeast } from '../version';
import type { VolumeBackend } from './backend';

/** `/volumes…`. */
export function volumeRoutes(backend: VolumeBackend): Route[] {
  return [
    { method: 'GET', pattern: '/volumes', handle: async ({ query }) => json(backend.listVolumes(filters(query))) },
    { method: 'GET', pattern: '/volumes/{name*}', handle: async ({ parameters }) => json(backend.inspectVolume(parameters['name'] ?? '')) },
    {
      method: 'POST',
      pattern: '/volumes/create',
      handle: async ({ request }) => json(backend.createVolume(await readJson<VolumeCreateRequest>(request)), 201),
    },
    {
      method: 'POST',
      pattern: '/volumes/prune',
      async handle(call) {
        const wanted = filters(call.query);
        // since 1.42 only anonymous volumes go unless "all" is asked for
        return json(backend.pruneVolumes(isAtLeast(call, '1.42') ? wanted : { ...wanted, all: ['true'] }));
      },
    },
    {
      method: 'DELETE',
      pattern: '/volumes/{name*}',
      async handle({ parameters, query }) {
        backend.removeVolume(parameters['name'] ?? '', { force: flag(query, 'force') });
        return empty();
      },
    },
  ];
}
