import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker network ls` */
export const networkLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker network ls, docker network list',
  flags: {
    filter: filter('f', 'Provide filter values (e.g. "driver=bridge")'),
    format: tableFormat(''),
    'no-trunc': bool('', 'Do not truncate the output'),
    quiet: bool('q', 'Only display network IDs'),
  },
  arguments: noArguments,
  run: notHere,
});
