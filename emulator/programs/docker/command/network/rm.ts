import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker network rm` */
export const networkRm = command({
  usage: 'NETWORK [NETWORK...]',
  aliases: 'docker network rm, docker network remove',
  flags: {
    force: bool('f', 'Do not error if the network does not exist'),
  },
  arguments: atLeast(1),
  run: notHere,
});
