import { between, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker container port` */
export const containerPort = command({
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  aliases: 'docker container port, docker port',
  flags: {},
  arguments: between(1, 2),
  run: notHere,
});
