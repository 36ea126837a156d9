import { EngineError } from '../../../engine/error';
import { encode } from '../../../kernel/bytes';
import type { PathStat } from '../../types/container';
import { flag, readBody } from '../parameters';
import type { Call, Route } from '../route';
import type { ArchiveBackend } from './backend';

/** `/containers/{name}/archive`: what `docker cp` uses. */
export function archiveRoutes(backend: ArchiveBackend): Route[] {
  return [
    {
      method: 'HEAD',
      pattern: '/containers/{name}/archive',
      async handle(call) {
        const { name, path } = target(call);
        return { status: 200, headers: { 'X-Docker-Container-Path-Stat': header(backend.statContainerPath(name, path)) } };
      },
    },
    {
      method: 'GET',
      pattern: '/containers/{name}/archive',
      async handle(call) {
        const { name, path } = target(call);
        const { stat, content } = backend.readContainerPath(name, path);
        return { status: 200, headers: { 'Content-Type': 'application/x-tar', 'X-Docker-Container-Path-Stat': header(stat) }, body: content };
      },
    },
    {
      method: 'PUT',
      pattern: '/containers/{name}/archive',
      async handle(call) {
        const { name, path } = target(call);
        backend.extractToContainer(name, path, await readBody(call.request), {
          noOverwriteDirectoryNonDirectory: flag(call.query, 'noOverwriteDirNonDir'),
          copyOwner: flag(call.query, 'copyUIDGID'),
        });
        return { status: 200 };
      },
    },
  ];
}

function target(call: Call): { name: string; path: string } {
  const name = call.parameters['name'] ?? '';
  const path = call.query.get('path') ?? '';
  if (path === '') throw new EngineError('invalid parameter', 'bad parameter: path cannot be empty');
  return { name, path };
}

function header(stat: PathStat): string {
  return btoa(Array.from(encode(JSON.stringify(stat)), (byte) => String.fromCharCode(byte)).join(''));
}
