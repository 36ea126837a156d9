import { encode } from '../../../kernel/bytes';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../../net/http/types';
import { createUuid, goDuration, type LogFields, type RegistryLog } from '../log';
import { reply, type Call, type RegistryParts } from './call';
import { RegistryFailure } from './failure';
import { findRoute, properPath } from './routes';

/** Says whether a request's user is who they say they are; what stands behind is for the log. */
export type Authenticate = (authorization: string | undefined) => Promise<'ok' | 'missing' | 'wrong'>;

const version = { 'Docker-Distribution-Api-Version': 'registry/2.0' };
const plainText = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
const pushing = ['PUT', 'PATCH', 'POST'];

type Route = NonNullable<ReturnType<typeof findRoute>>;

/** The registry's answers over HTTP, each of them told in the log. */
export function createHandler(parts: RegistryParts, log: RegistryLog, logVersion: LogFields, authenticate: Authenticate | undefined): HttpHandler {
  const { settings, process } = parts;

  function requestFields(request: HttpRequest): LogFields {
    return {
      ...logVersion,
      'http.request.contenttype': request.headers.get('content-type'),
      'http.request.host': request.headers.get('host'),
      'http.request.id': createUuid(process),
      'http.request.method': request.method,
      'http.request.remoteaddr': request.remote,
      'http.request.uri': request.target,
      'http.request.useragent': request.headers.get('user-agent'),
    };
  }

  async function authorize(request: HttpRequest, route: Route, fields: LogFields): Promise<HttpResponse | undefined> {
    if (!authenticate || !settings.htpasswd) return undefined;
    const { realm } = settings.htpasswd;
    const verdict = await authenticate(request.headers.get('authorization'));
    if (verdict === 'ok') {
      await log.line('info', 'authorized request', { ...fields, ...variables(route) });
      return undefined;
    }
    const why = verdict === 'missing' ? 'invalid authorization credential' : 'authentication failure';
    await log.line('warning', `error authorizing context: basic authentication challenge for realm "${realm}": ${why}`, { ...fields, ...variables(route) });
    const failure = new RegistryFailure({ code: 'UNAUTHORIZED', detail: accessOf(request, route) });
    return jsonFailure(failure, { 'Www-Authenticate': `Basic realm=${JSON.stringify(realm)}` });
  }

  function urlOf(request: HttpRequest, path: string): string {
    if (settings.relativeUrls) return path;
    if (settings.fixedUrl !== undefined) return `${settings.fixedUrl}${path}`;
    const host = request.headers.get('x-forwarded-host')?.split(',')[0]?.trim() ?? request.headers.get('host') ?? '';
    return `${request.headers.get('x-forwarded-proto') ?? 'http'}://${host}${path}`;
  }

  async function answer(request: HttpRequest, fields: LogFields): Promise<{ response: HttpResponse; failure?: RegistryFailure; refused?: boolean; route?: Route }> {
    const proper = properPath(request.path);
    if (proper !== undefined) {
      const html = request.method === 'GET' && proper === `${request.path}/`;
      return { response: reply(301, { ...(html ? { 'Content-Type': 'text/html; charset=utf-8' } : {}), Location: proper + request.target.slice(request.path.length) }, html ? `<a href="${proper}">Moved Permanently</a>.\n\n` : '') };
    }
    const route = findRoute(request.path);
    if (!route) return { response: reply(404, plainText, '404 page not found\n') };
    const refused = await authorize(request, route, fields);
    if (refused) return { response: refused, refused: true, route };
    const method = Object.hasOwn(route.methods, request.method) ? route.methods[request.method] : undefined;
    if (!method) return { response: reply(405, { Allow: Object.keys(route.methods).sort().join(', '), ...plainText }, 'Method not allowed\n'), route };
    const call: Call = { parts, request, name: route.name, reference: route.reference, url: (path) => urlOf(request, path) };
    try {
      return { response: await method(call), route };
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      return { response: jsonFailure(error), failure: error, route };
    }
  }

  return async (request) => {
    if (request.path === '/') return reply(200, { 'Cache-Control': 'no-cache' });
    const began = process.system.clock.uptime();
    const fields = requestFields(request);
    const { response, failure, refused, route } = await answer(request, fields);
    const own = route ? Object.fromEntries(Object.entries(settings.headers).map(([name, values]) => [name, values.join(', ')])) : {};
    const headers = Object.entries({ ...version, ...own, ...(response.headers as Record<string, string> | undefined) }).sort(([a], [b]) => (a < b ? -1 : 1));
    const written = writtenBytes(request, response);
    const outcome = {
      ...fields,
      'http.response.contenttype': headers.find(([name]) => name === 'Content-Type')?.[1],
      'http.response.duration': goDuration(process.system.clock.uptime() - began),
      'http.response.status': response.status,
      'http.response.written': written,
    };
    for (const entry of failure?.logFields() ?? []) await log.line('error', 'response completed with error', { ...outcome, ...variables(route), ...entry });
    if (!failure && refused !== true) await log.line('info', 'response completed', outcome);
    if (settings.accessLog) {
      const agent = request.headers.get('user-agent') ?? '';
      await log.access({ remote: request.remote.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'), method: request.method, target: request.target, status: response.status, written, referer: request.headers.get('referer') ?? '', agent });
    }
    return { ...response, headers: Object.fromEntries(headers) };
  };
}

function jsonFailure(failure: RegistryFailure, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return reply(failure.status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }, failure.toJson());
}

/** What the request wants to do, for whoever was not let. */
function accessOf(request: HttpRequest, { scope, name }: Route): unknown {
  const access = (type: string, what: string, action: string) => ({ Type: type, Class: '', Name: what, Action: action });
  if (scope === 'base') return null;
  if (scope === 'catalog') return [access('registry', 'catalog', '*')];
  if (request.method === 'DELETE') return [access('repository', name, 'delete')];
  const from = request.query.get('from');
  return [access('repository', name, 'pull'), ...(pushing.includes(request.method) ? [access('repository', name, 'push')] : []), ...(from === null ? [] : [access('repository', from, 'pull')])];
}

function variables(route: Route | undefined): LogFields {
  if (!route || route.name === '') return {};
  return { 'vars.name': route.name, ...(route.variable === '' ? {} : { [`vars.${route.variable}`]: route.reference }) };
}

function writtenBytes(request: HttpRequest, { body, headers }: HttpResponse): number {
  if (body === undefined) return 0;
  if (typeof body === 'string') return encode(body).length;
  if (body instanceof Uint8Array) return body.length;
  return request.method === 'HEAD' ? 0 : Number(headers?.['Content-Length'] ?? 0);
}
