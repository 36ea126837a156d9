import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker node rm` */
export const nodeRm = command({
  usage: '[OPTIONS] NODE [NODE...]',
  aliases: 'docker node rm, docker node remove',
  flags: {
    force: bool('f', 'Force remove a node from the swarm'),
  },
  arguments: atLeast(1),
  run: swarmOnly,
});
