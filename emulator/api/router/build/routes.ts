import { EngineError } from '../../../engine/error';
import { empty, json } from '../answer';
import { filters, flag } from '../parameters';
import { progress } from '../progress';
import type { Route } from '../route';
import type { BuildBackend } from './backend';

/** `/build…`. */
export function buildRoutes(backend: BuildBackend): Route[] {
  return [
    {
      method: 'POST',
      pattern: '/build',
      async handle({ request, query }) {
        const options = {
          version: query.get('version') === '2' ? ('2' as const) : ('1' as const),
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
          extraHosts: query.getAll('extrahosts'),
          squash: flag(query, 'squash'),
        };
        return progress(request, (report, signal) => backend.buildImage(options, request.body, report, signal));
      },
    },
    {
      method: 'POST',
      pattern: '/build/prune',
      handle: async ({ query }) => json(backend.pruneBuildCache({ all: flag(query, 'all'), filters: filters(query) })),
    },
    { method: 'POST', pattern: '/build/cancel', handle: async () => empty(204) },
  ];
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

function list(query: URLSearchParams, name: string): string[] {
  return (parse(query, name) as string[] | undefined | null) ?? [];
}
