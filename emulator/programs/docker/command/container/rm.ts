import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container rm` */
export const containerRm = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container rm, docker container remove, docker rm',
  flags: {
    force: bool('f', 'Force the removal of a running container (uses SIGKILL)'),
    link: bool('l', 'Remove the specified link'),
    volumes: bool('v', 'Remove anonymous volumes associated with the container'),
  },
  arguments: atLeast(1),
  run: notHere,
});
