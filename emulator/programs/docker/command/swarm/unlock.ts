import { command, noArguments } from '../../cli/command';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm unlock` */
export const swarmUnlock = command({
  usage: '',
  flags: {},
  arguments: noArguments,
  run: swarmOnly,
});
