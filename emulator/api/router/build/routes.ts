import { EngineError } from '../../../engine/error';
import { empty, json } from '../answer';
import { filters, flag } from '../parameters';
import { progress } from '../progress';
import type { Route } from '../route';
import type { BuildBackend, BuildOptions, BuildOutput } from './backend';

/** `/build…`. */
export function buildRoutes(backend: BuildBackend): Route[] {
  return [
    {
      method: 'POST',
      pattern: '/build',
      async handle({ request, query }) {
        const options = buildOptions(query);
        return progress(request, (report, signal) => backend.buildImage(options, request.body, report, signal));
      },
    },
    {
      method: 'POST',
      pattern: '/build/prune',
      async handle({ query }) {
        const bytes = (name: string) => Number(query.get(name) ?? 0) || 0;
        return json(
          backend.pruneBuildCache({
            all: flag(query, 'all'),
            filters: filters(query),
            reservedSpace: bytes('reserved-space') || bytes('keep-storage'),
            maxUsedSpace: bytes('max-used-space'),
            minFreeSpace: bytes('min-free-space'),
          }),
        );
      },
    },
    { method: 'POST', pattern: '/build/cancel', handle: async () => empty(204) },
  ];
}

function buildOptions(query: URLSearchParams): BuildOptions {
  return {
    version: query.get('version') === '2' ? '2' : '1',
    tags: query.getAll('t').filter((tag) => tag !== ''),
    remote: query.get('remote') ?? '',
    dockerfile: query.get('dockerfile') ?? '',
    target: query.get('target') ?? '',
    buildArguments: record<string | null>(query, 'buildargs'),
    labels: record<string>(query, 'labels'),
    noCache: flag(query, 'nocache'),
    pull: flag(query, 'pull'),
    quiet: flag(query, 'q'),
    remove: flag(query, 'rm', true),
    forceRemove: flag(query, 'forcerm'),
    networkMode: query.get('networkmode') ?? '',
    platform: query.get('platform') ?? '',
    cacheFrom: list(query, 'cachefrom'),
    extraHosts: query
      .getAll('extrahosts')
      .flatMap((hosts) => hosts.split(','))
      .filter((host) => host !== ''),
    squash: flag(query, 'squash'),
    shmSize: Number(query.get('shmsize') ?? 0) || 0,
    cacheTo: list(query, 'cacheto'),
    noCacheFilter: list(query, 'nocachefilter'),
    outputs: list<BuildOutput>(query, 'outputs'),
    call: query.get('call') ?? '',
    archive: flag(query, 'archive'),
    allow: list(query, 'allow'),
    namedContexts: record<string>(query, 'contexts'),
    sharedKey: query.get('sharedkey') ?? '',
  };
}

function parse(query: URLSearchParams, name: string): unknown {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new EngineError('invalid parameter', `error reading ${name}: invalid JSON`);
  }
}

function record<T>(query: URLSearchParams, name: string): Record<string, T> {
  return (parse(query, name) as Record<string, T> | undefined | null) ?? {};
}

function list<T = string>(query: URLSearchParams, name: string): T[] {
  return (parse(query, name) as T[] | undefined | null) ?? [];
}
