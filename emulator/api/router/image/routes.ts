import { EngineError } from '../../../engine/error';
import { empty, json } from '../answer';
import { filters, flag, integer } from '../parameters';
import { progress } from '../progress';
import type { Route } from '../route';
import { isAtLeast } from '../version';
import { registryAuthentication } from './authentication';
import type { ImageBackend } from './backend';

/** `/images/…`. */
export function imageRoutes(backend: ImageBackend): Route[] {
  return [
    {
      method: 'GET',
      pattern: '/images/json',
      async handle(call) {
        const { query } = call;
        const wanted = filters(query);
        const old = query.get('filter'); // before 1.25
        return json(
          backend.listImages({
            all: flag(query, 'all'),
            filters: old === null || old === '' ? wanted : { ...wanted, reference: [old] },
            sharedSize: flag(query, 'shared-size'),
            countContainers: isAtLeast(call, '1.51'),
          }),
        );
      },
    },
    {
      method: 'GET',
      pattern: '/images/search',
      async handle({ query }) {
        const limit = integer(query, 'limit') ?? 25;
        return json(await backend.searchImages(query.get('term') ?? '', { limit, filters: filters(query) }));
      },
    },
    {
      method: 'GET',
      pattern: '/images/get',
      handle: async ({ query }) => saved(backend, query.getAll('names').flatMap((name) => name.split(','))),
    },
    { method: 'GET', pattern: '/images/{name*}/get', handle: async ({ parameters }) => saved(backend, [parameters['name'] ?? '']) },
    { method: 'GET', pattern: '/images/{name*}/history', handle: async ({ parameters }) => json(backend.imageHistory(parameters['name'] ?? '')) },
    { method: 'GET', pattern: '/images/{name*}/json', handle: async ({ parameters }) => json(backend.inspectImage(parameters['name'] ?? '')) },
    {
      method: 'POST',
      pattern: '/images/load',
      handle: async ({ request, query }) => progress(request, (report) => backend.loadImages(request.body, { quiet: flag(query, 'quiet', true), report }), { begun: true }),
    },
    {
      method: 'POST',
      pattern: '/images/create',
      async handle({ request, query }) {
        const image = query.get('fromImage') ?? '';
        const tag = query.get('tag') ?? '';
        const platform = query.get('platform') ?? '';
        if (image !== '') {
          const reference = tag === '' ? image : tag.includes(':') ? `${image}@${tag}` : `${image}:${tag}`;
          const authentication = registryAuthentication(request);
          return progress(request, (report, signal) => backend.pullImage(reference, { platform: platform || undefined, authentication, report, signal }));
        }
        return progress(request, (report) =>
          backend.importImage({
            source: query.get('fromSrc') ?? '',
            repository: query.get('repo') ?? '',
            tag,
            message: query.get('message') ?? '',
            changes: query.getAll('changes'),
            platform: platform || undefined,
            content: request.body,
            report,
          }),
        );
      },
    },
    {
      method: 'POST',
      pattern: '/images/prune',
      handle: async ({ query }) => json(await backend.pruneImages(filters(query))),
    },
    {
      method: 'POST',
      pattern: '/images/{name*}/push',
      async handle({ request, parameters, query }) {
        const tag = query.get('tag') ?? '';
        const name = parameters['name'] ?? '';
        const authentication = registryAuthentication(request);
        const platform = platformOf(query.get('platform') ?? '');
        return progress(request, (report, signal) => backend.pushImage(tag === '' ? name : `${name}:${tag}`, { platform, authentication, report, signal }));
      },
    },
    {
      method: 'POST',
      pattern: '/images/{name*}/tag',
      async handle({ parameters, query }) {
        backend.tagImage(parameters['name'] ?? '', query.get('repo') ?? '', query.get('tag') ?? '');
        return empty(201);
      },
    },
    {
      method: 'DELETE',
      pattern: '/images/{name*}',
      async handle(call) {
        const name = call.parameters['name'] ?? '';
        if (name.trim() === '') throw new EngineError('invalid parameter', 'image name cannot be blank');
        if (call.query.has('platforms') && !isAtLeast(call, '1.50')) throw new EngineError('invalid parameter', 'platforms is not supported by this API version');
        return json(await backend.removeImage(name, { force: flag(call.query, 'force'), prune: !flag(call.query, 'noprune') }));
      },
    },
  ];
}

/** `os/architecture` out of the JSON that a query has; undefined when it is empty. */
function platformOf(text: string): string | undefined {
  if (text === '') return undefined;
  try {
    const { os = '', architecture = '', variant = '' } = JSON.parse(text) as Partial<Record<string, string>>;
    if (os === '') throw new EngineError('invalid parameter', 'OS must be provided');
    return [os, architecture, ...(variant === '' ? [] : [variant])].join('/');
  } catch (error) {
    throw error instanceof EngineError ? error : new EngineError('invalid parameter', `failed to parse platform: ${error instanceof Error ? error.message : ''}`);
  }
}

async function saved(backend: ImageBackend, names: readonly string[]) {
  return { status: 200, headers: { 'Content-Type': 'application/x-tar' }, body: await backend.saveImages(names) };
}
