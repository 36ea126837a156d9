import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker stack rm` */
export const stackRm = command({
  usage: '[OPTIONS] STACK [STACK...]',
  aliases: 'docker stack rm, docker stack remove, docker stack down',
  flags: {
    detach: bool('d', 'Do not wait for stack removal', { initial: true }),
  },
  arguments: atLeast(1),
  run: swarmOnly,
});
