import { EngineError } from '../../engine/error';
import { isSystemError } from '../../kernel/errno';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../net/http/types';
import { apiVersion } from '../types/version';
import { failure } from './answer';
import { createAreas } from './areas';
import { createRouteTable } from './route';
import { statusOf } from './status';
import { pingRoutes } from './system/ping-routes';
import { refuseVersion, splitVersion } from './version';
import type { Backend } from './backend';

/** What the router tells of the daemon in every answer. */
export interface RouterOptions {
  /** Version of the Engine, for the header `Server`. */
  readonly engineVersion: string;
  readonly experimental: boolean;
}

/** The Engine's API over `backend`. */
export function createRouter(backend: Backend, options: RouterOptions): HttpHandler {
  const areas = createAreas(backend);
  const ping = createRouteTable(pingRoutes);
  const identity = {
    'Api-Version': apiVersion,
    Ostype: 'linux',
    Server: `Docker/${options.engineVersion} (linux)`,
  };
  return async (request) => {
    const { version, rest } = splitVersion(request.path);
    const table = (await areas.find((area) => area.has(rest))?.routes()) ?? ping;
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
