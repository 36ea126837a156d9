import { atLeast, command } from '../../cli/command';
import { swarmOnly } from '../../cli/not-here';

/** `docker config rm` */
export const configRm = command({
  usage: 'CONFIG [CONFIG...]',
  aliases: 'docker config rm, docker config remove',
  flags: {},
  arguments: atLeast(1),
  run: swarmOnly,
});
