import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter, integer } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container ls` */
export const containerLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker container ls, docker container list, docker container ps, docker ps',
  flags: {
    all: bool('a', 'Show all containers (default shows just running)'),
    filter: filter('f', 'Filter output based on conditions provided'),
    format: tableFormat(''),
    last: integer('n', 'Show n last created containers (includes all states)', { initial: -1 }),
    latest: bool('l', 'Show the latest created container (includes all states)'),
    'no-trunc': bool('', "Don't truncate output"),
    quiet: bool('q', 'Only display container IDs'),
    size: bool('s', 'Display total file sizes'),
  },
  arguments: noArguments,
  run: notHere,
});
