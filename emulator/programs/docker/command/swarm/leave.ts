import { command, noArguments } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm leave` */
export const swarmLeave = command({
  usage: '[OPTIONS]',
  flags: {
    force: bool('f', 'Force this node to leave the swarm, ignoring warnings'),
  },
  arguments: noArguments,
  run: swarmOnly,
});
