import type { AuthConfig, AuthResponse } from '../types/authentication';
import type { DiskUsage } from '../types/disk-usage';
import type { EventMessage } from '../types/event';
import type { Filters } from '../types/filter';
import type { Info } from '../types/info';
import type { Version } from '../types/version';
import { jsonLines, type ApiClient } from './client';
import { filterQuery } from './filter-query';

export function serverVersion(client: ApiClient): Promise<Version> {
  return client.request('GET', '/version');
}

export function systemInfo(client: ApiClient): Promise<Info> {
  return client.request('GET', '/info');
}

export function diskUsage(client: ApiClient): Promise<DiskUsage> {
  return client.request('GET', '/system/df');
}

/** Events as they happen; those between `since` and `until` first. */
export async function systemEvents(client: ApiClient, options: { since?: string; until?: string; filters: Filters }): Promise<AsyncGenerator<EventMessage>> {
  const { since, until, filters } = options;
  const reply = await client.stream('GET', '/events', { query: { since: since || undefined, until: until || undefined, filters: filterQuery(filters) } });
  return jsonLines<EventMessage>(reply.body);
}

/** Asks the daemon whether a registry lets somebody in. */
export function authenticate(client: ApiClient, request: AuthConfig): Promise<AuthResponse> {
  return client.request('POST', '/auth', { json: request });
}
