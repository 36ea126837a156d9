import { command, exactly } from '../../cli/command';
import { bool, strings, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker stack deploy` */
export const stackDeploy = command({
  usage: '[OPTIONS] STACK',
  aliases: 'docker stack deploy, docker stack up',
  flags: {
    'compose-file': strings('c', 'Path to a Compose file, or "-" to read from stdin'),
    detach: bool('d', 'Exit immediately instead of waiting for the stack services to converge', { initial: true }),
    prune: bool('', 'Prune services that are no longer referenced'),
    quiet: bool('q', 'Suppress progress output'),
    'resolve-image': text('', 'Query the registry to resolve image digest and supported platforms ("always", "changed", "never")', { initial: 'always' }),
    'with-registry-auth': bool('', 'Send registry authentication details to Swarm agents'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
