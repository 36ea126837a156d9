import { atLeast, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker container wait` */
export const containerWait = command({
  usage: 'CONTAINER [CONTAINER...]',
  aliases: 'docker container wait, docker wait',
  flags: {},
  arguments: atLeast(1),
  run: notHere,
});
