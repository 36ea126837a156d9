import type { HttpBody } from '../../net/http/types';
import type { BuildCachePruneReport } from '../types/disk-usage';
import type { Filters } from '../types/filter';
import type { JsonMessage } from '../types/image';
import { jsonLines, type ApiClient } from './client';
import { filterQuery } from './filter-query';

/** What a build asks for, by the names of the query; lists other than `t` and `extrahosts`, and maps, are sent as JSON. */
export interface BuildQuery {
  readonly version: '1' | '2';
  readonly t: readonly string[];
  readonly dockerfile?: string;
  readonly remote?: string;
  /** BuildKit: the body is an archive as the user gave it, not a directory. */
  readonly archive?: boolean;
  readonly target?: string;
  readonly platform?: string;
  readonly networkmode?: string;
  readonly sharedkey?: string;
  readonly call?: string;
  readonly buildargs?: Readonly<Record<string, string | null>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly cachefrom?: readonly string[];
  readonly cacheto?: readonly string[];
  readonly nocachefilter?: readonly string[];
  readonly allow?: readonly string[];
  readonly outputs?: readonly { readonly type: string; readonly attrs: Readonly<Record<string, string>> }[];
  readonly ulimits?: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[];
  readonly securityopt?: readonly string[];
  readonly extrahosts?: readonly string[];
  readonly nocache?: boolean;
  readonly pull?: boolean;
  readonly q?: boolean;
  readonly rm?: boolean;
  readonly forcerm?: boolean;
  readonly shmsize?: number;
  readonly memory?: number;
  readonly memswap?: number;
  readonly cpushares?: number;
  readonly cpuperiod?: number;
  readonly cpuquota?: number;
  readonly cpusetcpus?: string;
  readonly cpusetmems?: string;
  readonly cgroupparent?: string;
}

const repeated: ReadonlySet<string> = new Set(['t', 'extrahosts']);

function queryText(query: BuildQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, unknown][]) {
    if (value === undefined || value === '' || value === 0) continue;
    if (typeof value === 'boolean') parameters.set(name, value ? '1' : '0');
    else if (typeof value === 'string' || typeof value === 'number') parameters.set(name, String(value));
    else if (repeated.has(name)) for (const one of value as readonly string[]) parameters.append(name, one);
    else if (Object.keys(value as object).length > 0) parameters.set(name, JSON.stringify(value));
  }
  return parameters.toString();
}

/** Sends a build with its context, a tar. Messages come as the builder works. */
export async function buildImage(client: ApiClient, query: BuildQuery, context: HttpBody | Uint8Array): Promise<AsyncGenerator<JsonMessage>> {
  const reply = await client.stream('POST', `/build?${queryText(query)}`, { body: context, headers: { 'X-Registry-Config': 'e30=' } });
  return jsonLines<JsonMessage>(reply.body);
}

/** What {@link pruneBuildCache} keeps: sizes in bytes, 0 for no wish. */
export interface BuildCachePruneRequest {
  readonly all: boolean;
  readonly filters: Filters;
  readonly reservedSpace?: number;
  readonly maxUsedSpace?: number;
  readonly minFreeSpace?: number;
}

/** Removes from the build cache what is not in use. */
export function pruneBuildCache(client: ApiClient, request: BuildCachePruneRequest): Promise<BuildCachePruneReport> {
  return client.request('POST', '/build/prune', {
    query: {
      all: request.all || undefined,
      filters: filterQuery(request.filters),
      'reserved-space': request.reservedSpace || undefined,
      'max-used-space': request.maxUsedSpace || undefined,
      'min-free-space': request.minFreeSpace || undefined,
    },
  });
}
