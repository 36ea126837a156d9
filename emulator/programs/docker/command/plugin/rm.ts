import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin rm` */
export const pluginRm = command({
  usage: '[OPTIONS] PLUGIN [PLUGIN...]',
  aliases: 'docker plugin rm, docker plugin remove',
  flags: {
    force: bool('f', 'Force the removal of an active plugin'),
  },
  arguments: atLeast(1),
  run: notHere,
});
