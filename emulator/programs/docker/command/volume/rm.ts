import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker volume rm` */
export const volumeRm = command({
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  description: 'Remove one or more volumes. You cannot remove a volume that is in use by a container.',
  aliases: 'docker volume rm, docker volume remove',
  flags: {
    force: bool('f', 'Force the removal of one or more volumes'),
  },
  arguments: atLeast(1),
  run: notHere,
});
