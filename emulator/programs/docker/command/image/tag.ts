import { command, exactly } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker image tag` */
export const imageTag = command({
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  aliases: 'docker image tag, docker tag',
  flags: {},
  arguments: exactly(2),
  run: notHere,
});
