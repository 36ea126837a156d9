import { atLeast, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker container top` */
export const containerTop = command({
  usage: 'CONTAINER [ps OPTIONS]',
  aliases: 'docker container top, docker top',
  flags: {},
  arguments: atLeast(1),
  interspersed: false,
  run: notHere,
});
