import { EngineError } from '../../../engine/error';
import { encode } from '../../../kernel/bytes';
import type { ContainerCreateRequest, ContainerUpdateRequest } from '../../types/container';
import type { ContainerConfig } from '../../types/container-config';
import { empty, json, toJson } from '../answer';
import { filters, flag, integer, readJson } from '../parameters';
import type { Call, Route } from '../route';
import type { ContainerBackend, WaitCondition } from './backend';

const nameOf = (call: Call) => call.parameters['name'] ?? '';

/** `/containers/…` and `/commit`, without what streams. */
export function containerRoutes(backend: ContainerBackend): Route[] {
  return [
    { method: 'GET', pattern: '/containers/json', handle: (call) => list(backend, call) },
    {
      method: 'POST',
      pattern: '/containers/create',
      async handle({ request, query }) {
        const body = await readJson<ContainerCreateRequest>(request);
        return json(backend.createContainer(body, { name: query.get('name') ?? '', platform: query.get('platform') ?? '' }), 201);
      },
    },
    { method: 'POST', pattern: '/containers/prune', handle: async ({ query }) => json(backend.pruneContainers(filters(query))) },
    {
      method: 'GET',
      pattern: '/containers/{name}/json',
      handle: async (call) => json(backend.inspectContainer(nameOf(call), { size: flag(call.query, 'size') })),
    },
    {
      method: 'GET',
      pattern: '/containers/{name}/top',
      handle: async (call) => json(await backend.containerProcesses(nameOf(call), call.query.get('ps_args') ?? '')),
    },
    {
      method: 'GET',
      pattern: '/containers/{name}/changes',
      async handle(call) {
        const changes = backend.containerChanges(nameOf(call));
        return json(changes.length === 0 ? null : changes);
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/start',
      async handle(call) {
        await backend.startContainer(nameOf(call));
        return empty();
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/stop',
      async handle(call) {
        await backend.stopContainer(nameOf(call), { signal: call.query.get('signal') ?? '', timeout: integer(call.query, 't') });
        return empty();
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/restart',
      async handle(call) {
        await backend.restartContainer(nameOf(call), { signal: call.query.get('signal') ?? '', timeout: integer(call.query, 't') });
        return empty();
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/kill',
      async handle(call) {
        await backend.killContainer(nameOf(call), call.query.get('signal') ?? '');
        return empty();
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/pause',
      async handle(call) {
        backend.pauseContainer(nameOf(call));
        return empty();
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/unpause',
      async handle(call) {
        backend.unpauseContainer(nameOf(call));
        return empty();
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/rename',
      async handle(call) {
        backend.renameContainer(nameOf(call), call.query.get('name') ?? '');
        return empty();
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/resize',
      async handle(call) {
        backend.resizeContainer(nameOf(call), { rows: integer(call.query, 'h') ?? 0, columns: integer(call.query, 'w') ?? 0 });
        return { status: 200 };
      },
    },
    {
      method: 'POST',
      pattern: '/containers/{name}/update',
      handle: async (call) => json(backend.updateContainer(nameOf(call), await readJson<ContainerUpdateRequest>(call.request))),
    },
    { method: 'POST', pattern: '/containers/{name}/wait', handle: (call) => wait(backend, call) },
    {
      method: 'DELETE',
      pattern: '/containers/{name}',
      async handle(call) {
        const { query } = call;
        await backend.removeContainer(nameOf(call), { force: flag(query, 'force'), volumes: flag(query, 'v'), link: flag(query, 'link') });
        return empty();
      },
    },
    { method: 'POST', pattern: '/commit', handle: (call) => commit(backend, call) },
  ];
}

async function list(backend: ContainerBackend, { query }: Call) {
  const limit = integer(query, 'limit') ?? 0;
  return json(backend.listContainers({ all: flag(query, 'all'), size: flag(query, 'size'), limit, filters: filters(query) }));
}

const conditions: readonly string[] = ['not-running', 'next-exit', 'removed'];

async function wait(backend: ContainerBackend, call: Call) {
  const condition = call.query.get('condition') || 'not-running';
  if (!conditions.includes(condition)) throw new EngineError('invalid parameter', `invalid condition: ${JSON.stringify(condition)}`);
  // the head goes out before the container ends: `docker run` starts the container only when it has it
  const result = backend.waitContainer(nameOf(call), condition as WaitCondition);
  async function* body() {
    yield encode(toJson(await result));
  }
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: body() };
}

async function commit(backend: ContainerBackend, { request, query }: Call) {
  const id = await backend.commitContainer({
    container: query.get('container') ?? '',
    repository: query.get('repo') ?? '',
    tag: query.get('tag') ?? '',
    comment: query.get('comment') ?? '',
    author: query.get('author') ?? '',
    changes: query.getAll('changes'),
    pause: flag(query, 'pause', true),
    config: await readJson<Partial<ContainerConfig>>(request),
  });
  return json({ Id: id }, 201);
}
