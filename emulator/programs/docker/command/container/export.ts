import { command, exactly } from '../../cli/command';
import { text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container export` */
export const containerExport = command({
  usage: '[OPTIONS] CONTAINER',
  aliases: 'docker container export, docker export',
  flags: {
    output: text('o', 'Write to a file, instead of STDOUT'),
  },
  arguments: exactly(1),
  run: notHere,
});
