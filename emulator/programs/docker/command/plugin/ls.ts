import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin ls` */
export const pluginLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker plugin ls, docker plugin list',
  flags: {
    filter: filter('f', 'Provide filter values (e.g. "enabled=true")'),
    format: tableFormat(''),
    'no-trunc': bool('', "Don't truncate output"),
    quiet: bool('q', 'Only display plugin IDs'),
  },
  arguments: noArguments,
  run: notHere,
});
