import { atLeast, command } from '../../cli/command';
import { swarmOnly } from '../../cli/not-here';

/** `docker secret rm` */
export const secretRm = command({
  usage: 'SECRET [SECRET...]',
  aliases: 'docker secret rm, docker secret remove',
  flags: {},
  arguments: atLeast(1),
  run: swarmOnly,
});
