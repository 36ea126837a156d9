import { atLeast, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container start` */
export const containerStart = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container start, docker start',
  flags: {
    attach: bool('a', 'Attach STDOUT/STDERR and forward signals'),
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    interactive: bool('i', "Attach container's STDIN"),
  },
  arguments: atLeast(1),
  run: notHere,
});
