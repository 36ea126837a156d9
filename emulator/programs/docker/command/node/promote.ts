import { atLeast, command } from '../../cli/command';
import { swarmOnly } from '../../cli/not-here';

/** `docker node promote` */
export const nodePromote = command({
  usage: 'NODE [NODE...]',
  flags: {},
  arguments: atLeast(1),
  run: swarmOnly,
});
