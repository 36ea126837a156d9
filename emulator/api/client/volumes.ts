import type { Filters } from '../types/filter';
import type { Volume, VolumeCreateRequest, VolumeList, VolumesPruneReport } from '../types/volume';
import type { ApiClient } from './client';
import { filterQuery } from './filter-query';

const at = (volume: string) => `/volumes/${encodeURIComponent(volume)}`;

export function listVolumes(client: ApiClient, filters?: Filters): Promise<VolumeList> {
  return client.request('GET', '/volumes', { query: { filters: filterQuery(filters) } });
}

export function inspectVolume(client: ApiClient, volume: string): Promise<Volume> {
  return client.request('GET', at(volume));
}

export function createVolume(client: ApiClient, request: VolumeCreateRequest): Promise<Volume> {
  return client.request('POST', '/volumes/create', { json: request });
}

export async function removeVolume(client: ApiClient, volume: string, force: boolean): Promise<void> {
  await client.request('DELETE', at(volume), { query: { force: force || undefined } });
}

export function pruneVolumes(client: ApiClient, filters: Filters): Promise<VolumesPruneReport> {
  return client.request('POST', '/volumes/prune', { query: { filters: filterQuery(filters) } });
}
