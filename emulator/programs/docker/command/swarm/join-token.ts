import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm join-token` */
export const swarmJoinToken = command({
  usage: '[OPTIONS] (worker|manager)',
  flags: {
    quiet: bool('q', 'Only display token'),
    rotate: bool('', 'Rotate join token'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
