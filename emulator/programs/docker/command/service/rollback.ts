import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker service rollback` */
export const serviceRollback = command({
  usage: '[OPTIONS] SERVICE',
  flags: {
    detach: bool('d', 'Exit immediately instead of waiting for the service to converge'),
    quiet: bool('q', 'Suppress progress output'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
