import { command, exactly } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker container diff` */
export const containerDiff = command({
  usage: 'CONTAINER',
  aliases: 'docker container diff, docker diff',
  flags: {},
  arguments: exactly(1),
  run: notHere,
});
