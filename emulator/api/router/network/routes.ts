import type { NetworkConnectRequest, NetworkCreateRequest, NetworkDisconnectRequest } from '../../types/network';
import { empty, json } from '../answer';
import { filters, readJson } from '../parameters';
import type { Route } from '../route';
import type { NetworkBackend } from './backend';

/** `/networks…`. */
export function networkRoutes(backend: NetworkBackend): Route[] {
  return [
    { method: 'GET', pattern: '/networks/?', handle: async ({ query }) => json(backend.listNetworks(filters(query))) },
    { method: 'GET', pattern: '/networks/{name*}', handle: async ({ parameters }) => json(backend.inspectNetwork(parameters['name'] ?? '')) },
    {
      method: 'POST',
      pattern: '/networks/create',
      handle: async ({ request }) => json(await backend.createNetwork(await readJson<NetworkCreateRequest>(request)), 201),
    },
    {
      method: 'POST',
      pattern: '/networks/prune',
      handle: async ({ query }) => json(backend.pruneNetworks(filters(query))),
    },
    {
      method: 'POST',
      pattern: '/networks/{name*}/connect',
      async handle({ request, parameters }) {
        await backend.connectNetwork(parameters['name'] ?? '', await readJson<NetworkConnectRequest>(request));
        return { status: 200 };
      },
    },
    {
      method: 'POST',
      pattern: '/networks/{name*}/disconnect',
      async handle({ request, parameters }) {
        await backend.disconnectNetwork(parameters['name'] ?? '', await readJson<NetworkDisconnectRequest>(request));
        return { status: 200 };
      },
    },
    {
      method: 'DELETE',
      pattern: '/networks/{name*}',
      async handle({ parameters }) {
        backend.removeNetwork(parameters['name'] ?? '');
        return empty();
      },
    },
  ];
}
