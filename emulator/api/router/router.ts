import { EngineError } from '../../engine/error';
import { isSystemError } from '../../kernel/errno';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../net/http/types';
import { apiVersion } from '../types/version';
import { failure } from './answer';
import { buildRoutes } from './build/routes';
import { containerRoutes } from './container/routes';
import { archiveRoutes } from './container/archive-routes';
import { streamRoutes } from './container/stream-routes';
import { execRoutes } from './exec/routes';
import { imageRoutes } from './image/routes';
import { networkRoutes } from './network/routes';
import { createRouteTable } from './route';
import { statusOf } from './status';
import { systemRoutes } from './system/routes';
import { absentRoutes } from './system/absent-routes';
import { refuseVersion, splitVersion } from './version';
import { volumeRoutes } from './volume/routes';
import type { Backend } from './backend';

/** What the router tells of the daemon in every answer. */
export interface RouterOptions {
  /** Version of the Engine, for the header `Server`. */
  readonly engineVersion: string;
  readonly experimental: boolean;
}

/** The Engine's API over `backend`. */
export function createRouter(backend: Backend, options: RouterOptions): HttpHandler {
  const table = createRouteTable([
    ...systemRoutes(backend),
    ...containerRoutes(backend),
    ...streamRoutes(backend),
    ...archiveRoutes(backend),
    ...execRoutes(backend),
    ...imageRoutes(backend),
    ...networkRoutes(backend),
    ...volumeRoutes(backend),
    ...buildRoutes(backend),
    ...absentRoutes(),
  ]);
  const identity = {
    'Api-Version': apiVersion,
    Ostype: 'linux',
    Server: `Docker/${options.engineVersion} (linux)`,
  };
  return async (request) => {
    const { version, rest } = splitVersion(request.path);
    const found = table.find(request.method, rest);
    if (!found) return failure(404, 'page not found');
    const refused = refuseVersion(version);
    if (refused !== undefined) return withHeaders(failure(400, refused), identity);
    const headers = { ...identity, 'Docker-Experimental': String(options.experimental) };
    return withHeaders(await answer(request, () => found.route.handle({ request, parameters: found.parameters, query: request.query, version })), headers);
  };
}

async function answer(request: HttpRequest, work: () => Promise<HttpResponse>): Promise<HttpResponse> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EngineError) return error.kind === 'not modified' ? { status: 304 } : failure(statusOf[error.kind], error.message);
    // a call on the host's files that nobody foresaw: Docker answers such a thing with 500 and Go's text
    if (isSystemError(error) && error.errno !== 'EINTR') return failure(500, error.path === undefined ? error.message.toLowerCase() : `${error.path}: ${error.message.toLowerCase()}`);
    throw error;
  }
}

function withHeaders(response: HttpResponse, headers: Readonly<Record<string, string>>): HttpResponse {
  return { ...response, headers: { ...headers, ...response.headers } };
}
