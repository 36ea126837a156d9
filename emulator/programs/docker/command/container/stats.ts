import { anyArguments, command } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container stats` */
export const containerStats = command({
  usage: '[OPTIONS] [CONTAINER...]',
  aliases: 'docker container stats, docker stats',
  flags: {
    all: bool('a', 'Show all containers (default shows just running)'),
    format: tableFormat(''),
    'no-stream': bool('', 'Disable streaming stats and only pull the first result'),
    'no-trunc': bool('', 'Do not truncate output'),
  },
  arguments: anyArguments,
  run: notHere,
});
