import { EngineError } from '../../../engine/error';
import { json } from '../answer';
import type { Route } from '../route';

const notSwarmManager = 'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

function refuse(method: Route['method'], pattern: string, kind: 'unavailable' | 'not implemented', message: string): Route {
  return {
    method,
    pattern,
    handle: async () => {
      throw new EngineError(kind, message);
    },
  };
}

/** What belongs to a swarm, which this daemon is never part of, and to plugins, of which it has none. */
export function absentRoutes(): Route[] {
  const swarmObjects = ['services', 'tasks', 'nodes', 'secrets', 'configs'];
  return [
    ...swarmObjects.flatMap((object) => [
      refuse('GET', `/${object}`, 'unavailable', notSwarmManager),
      refuse('GET', `/${object}/{name*}`, 'unavailable', notSwarmManager),
      refuse('POST', `/${object}/{name*}`, 'unavailable', notSwarmManager),
      refuse('DELETE', `/${object}/{name*}`, 'unavailable', notSwarmManager),
    ]),
    refuse('GET', '/swarm', 'unavailable', notSwarmManager),
    refuse('GET', '/swarm/unlockkey', 'unavailable', notSwarmManager),
    refuse('POST', '/swarm/init', 'not implemented', 'swarm mode is not available on this machine'),
    refuse('POST', '/swarm/join', 'not implemented', 'swarm mode is not available on this machine'),
    refuse('POST', '/swarm/leave', 'unavailable', 'This node is not part of a swarm'),
    refuse('POST', '/swarm/update', 'unavailable', notSwarmManager),
    {
      method: 'GET',
      pattern: '/plugins/{name*}/json',
      async handle({ parameters }) {
        throw new EngineError('not found', `plugin ${JSON.stringify(parameters['name'] ?? '')} not found`);
      },
    },
    { method: 'GET', pattern: '/plugins', handle: async () => json([]) },
  ];
}
