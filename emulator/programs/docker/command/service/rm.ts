import { atLeast, command } from '../../cli/command';
import { swarmOnly } from '../../cli/not-here';

/** `docker service rm` */
export const serviceRm = command({
  usage: 'SERVICE [SERVICE...]',
  aliases: 'docker service rm, docker service remove',
  flags: {},
  arguments: atLeast(1),
  run: swarmOnly,
});
