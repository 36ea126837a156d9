import { atLeast, command } from '../../cli/command';
import { bool, strings } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker image rm` */
export const imageRm = command({
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  aliases: 'docker image rm, docker image remove, docker rmi',
  flags: {
    force: bool('f', 'Force removal of the image'),
    'no-prune': bool('', 'Do not delete untagged parents'),
    platform: strings('', 'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")'),
  },
  arguments: atLeast(1),
  run: notHere,
});
