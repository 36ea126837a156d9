import { atLeast, command } from '../../cli/command';
import { integer, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container restart` */
export const containerRestart = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container restart, docker restart',
  flags: {
    signal: text('s', 'Signal to send to the container'),
    timeout: integer('t', 'Seconds to wait before killing the container'),
    time: integer('', 'Seconds to wait before killing the container', { deprecated: 'use --timeout instead' }),
  },
  arguments: atLeast(1),
  run: notHere,
});
