import { atLeast, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker container unpause` */
export const containerUnpause = command({
  usage: 'CONTAINER [CONTAINER...]',
  aliases: 'docker container unpause, docker unpause',
  flags: {},
  arguments: atLeast(1),
  run: notHere,
});
