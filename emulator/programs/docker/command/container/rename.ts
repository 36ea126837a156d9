import { command, exactly } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker container rename` */
export const containerRename = command({
  usage: 'CONTAINER NEW_NAME',
  aliases: 'docker container rename, docker rename',
  flags: {},
  arguments: exactly(2),
  run: notHere,
});
