import { EngineError } from '../../../engine/error';
import type { ExecCreateRequest, ExecStartRequest } from '../../types/exec';
import { json } from '../answer';
import { hijack } from '../hijack';
import { integer, readJson } from '../parameters';
import type { Route } from '../route';
import type { ExecBackend } from './backend';

/** `/containers/{name}/exec` and `/exec/{id}/…`. */
export function execRoutes(backend: ExecBackend): Route[] {
  return [
    {
      method: 'POST',
      pattern: '/containers/{name}/exec',
      async handle({ request, parameters }) {
        const body = await readJson<ExecCreateRequest>(request);
        if (!body.Cmd || body.Cmd.length === 0) throw new EngineError('invalid parameter', 'No exec command specified');
        return json({ Id: backend.createExec(parameters['name'] ?? '', body) }, 201);
      },
    },
    { method: 'GET', pattern: '/exec/{id}/json', handle: async ({ parameters }) => json(backend.inspectExec(parameters['id'] ?? '')) },
    {
      method: 'POST',
      pattern: '/exec/{id}/start',
      async handle(call) {
        const id = call.parameters['id'] ?? '';
        const body = await readJson<ExecStartRequest>(call.request);
        if (body.Detach === true) {
          await backend.startExecDetached(id);
          return { status: 200 };
        }
        const attachment = await backend.startExecAttached(id, { consoleSize: body.ConsoleSize });
        return hijack(call.request, call.version, attachment);
      },
    },
    {
      method: 'POST',
      pattern: '/exec/{id}/resize',
      async handle({ parameters, query }) {
        backend.resizeExec(parameters['id'] ?? '', { rows: integer(query, 'h') ?? 0, columns: integer(query, 'w') ?? 0 });
        return { status: 200 };
      },
    },
  ];
}
