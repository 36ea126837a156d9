import { command, noArguments } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm unlock-key` */
export const swarmUnlockKey = command({
  usage: '[OPTIONS]',
  flags: {
    quiet: bool('q', 'Only display token'),
    rotate: bool('', 'Rotate unlock key'),
  },
  arguments: noArguments,
  run: swarmOnly,
});
