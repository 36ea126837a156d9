import { EngineError } from '../../../engine/error';
import type { AuthConfig } from '../../types/authentication';
import { json } from '../answer';
import { filters, readJson } from '../parameters';
import { jsonLines } from '../pieces';
import type { Route } from '../route';
import { seconds } from '../timestamp';
import type { DiskUsagePart, SystemBackend } from './backend';

const parts: readonly DiskUsagePart[] = ['container', 'image', 'volume', 'build-cache'];

/** `/version`, `/info`, `/events`, `/system/df`, `/auth`. */
export function systemRoutes(backend: SystemBackend): Route[] {
  return [
    { method: 'GET', pattern: '/version', handle: async () => json(backend.version()) },
    { method: 'GET', pattern: '/info', handle: async () => json(backend.info()) },
    {
      method: 'GET',
      pattern: '/system/df',
      async handle({ query }) {
        const wanted = query.getAll('type');
        const unknown = wanted.find((type) => !(parts as readonly string[]).includes(type));
        if (unknown !== undefined) throw new EngineError('invalid parameter', `unknown object type: ${unknown}`);
        return json(await backend.diskUsage(wanted.length === 0 ? parts : (wanted as DiskUsagePart[])));
      },
    },
    {
      method: 'GET',
      pattern: '/events',
      async handle({ request, query }) {
        const since = seconds(query.get('since'));
        const until = seconds(query.get('until'));
        if (since !== undefined && until !== undefined && until < since) {
          throw new EngineError('invalid parameter', '`since` time (' + query.get('since') + ') cannot be after `until` time (' + query.get('until') + ')');
        }
        const abort = new AbortController();
        request.onAbort(() => abort.abort());
        const events = backend.events({ since, until, filters: filters(query), signal: abort.signal });
        return { status: 200, headers: { 'Content-Type': 'application/json' }, body: jsonLines(events) };
      },
    },
    {
      method: 'POST',
      pattern: '/auth',
      handle: async ({ request }) => json(await backend.authenticate(await readJson<AuthConfig>(request))),
    },
  ];
}
