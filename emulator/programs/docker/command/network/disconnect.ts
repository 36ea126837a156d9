import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker network disconnect` */
export const networkDisconnect = command({
  usage: '[OPTIONS] NETWORK CONTAINER',
  flags: {
    force: bool('f', 'Force the container to disconnect from a network'),
  },
  arguments: exactly(2),
  run: notHere,
});
