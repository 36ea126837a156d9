import { atLeast, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker container pause` */
export const containerPause = command({
  usage: 'CONTAINER [CONTAINER...]',
  aliases: 'docker container pause, docker pause',
  flags: {},
  arguments: atLeast(1),
  run: notHere,
});
