import { command, noArguments } from '../../cli/command';
import { bool, strings } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker stack config` */
export const stackConfig = command({
  usage: '[OPTIONS]',
  flags: {
    'compose-file': strings('c', 'Path to a Compose file, or "-" to read from stdin'),
    'skip-interpolation': bool('', 'Skip interpolation and output only merged config'),
  },
  arguments: noArguments,
  run: swarmOnly,
});
