import type { Filters } from '../types/filter';
import type { NetworkConnectRequest, NetworkCreateRequest, NetworkCreateResponse, NetworkDisconnectRequest, NetworkInspect, NetworksPruneReport } from '../types/network';
import type { ApiClient } from './client';
import { filterQuery } from './filter-query';

const at = (network: string, verb = '') => `/networks/${encodeURIComponent(network)}${verb}`;

export function listNetworks(client: ApiClient, filters?: Filters): Promise<NetworkInspect[]> {
  return client.request('GET', '/networks', { query: { filters: filterQuery(filters) } });
}

export function inspectNetwork(client: ApiClient, network: string, verbose = false): Promise<NetworkInspect> {
  return client.request('GET', at(network), { query: { verbose: verbose || undefined } });
}

export function createNetwork(client: ApiClient, request: NetworkCreateRequest): Promise<NetworkCreateResponse> {
  return client.request('POST', '/networks/create', { json: request });
}

export async function removeNetwork(client: ApiClient, network: string): Promise<void> {
  await client.request('DELETE', at(network));
}

export async function connectNetwork(client: ApiClient, network: string, request: NetworkConnectRequest): Promise<void> {
  await client.request('POST', at(network, '/connect'), { json: request });
}

export async function disconnectNetwork(client: ApiClient, network: string, request: NetworkDisconnectRequest): Promise<void> {
  await client.request('POST', at(network, '/disconnect'), { json: request });
}

export function pruneNetworks(client: ApiClient, filters: Filters): Promise<NetworksPruneReport> {
  return client.request('POST', '/networks/prune', { query: { filters: filterQuery(filters) } });
}
