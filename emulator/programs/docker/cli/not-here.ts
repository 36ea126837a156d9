import type { Invocation } from './command';
import type { Flags } from './flag/definition';
import { CliError } from './error';

/** What a verb answers that can be asked for help but is not emulated. */
export function notHere({ path }: Invocation<Flags>): never {
  throw new CliError(`${path}: not available on this machine (it is emulated, and this command is not part of it yet)`);
}

/** Where the daemon keeps what the swarm nouns are about. */
const swarmPaths: Readonly<Record<string, string>> = { node: '/nodes', service: '/services', stack: '/services', secret: '/secrets', config: '/configs', swarm: '/swarm' };

/** What the verbs of a swarm do: ask the daemon, which is in no swarm and says so. */
export async function swarmOnly({ docker, path }: Invocation<Flags>): Promise<number> {
  const [, noun = '', verb = ''] = path.split(' ');
  const posts = noun === 'swarm' && ['init', 'join', 'leave', 'update', 'unlock'].includes(verb);
  const target = posts ? `/swarm/${verb}` : (swarmPaths[noun] ?? '/swarm');
  await docker.client.request(posts ? 'POST' : 'GET', target, posts ? { json: {} } : {});
  throw new CliError(`${path}: not available on this machine (it is emulated, and swarms are not part of it yet)`);
}
