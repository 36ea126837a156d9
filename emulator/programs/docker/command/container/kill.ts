import { atLeast, command } from '../../cli/command';
import { text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container kill` */
export const containerKill = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container kill, docker kill',
  flags: {
    signal: text('s', 'Signal to send to the container'),
  },
  arguments: atLeast(1),
  run: notHere,
});
