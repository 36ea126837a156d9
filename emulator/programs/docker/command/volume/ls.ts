import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker volume ls` */
export const volumeLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker volume ls, docker volume list',
  flags: {
    filter: filter('f', 'Provide filter values (e.g. "dangling=true")'),
    format: tableFormat(''),
    quiet: bool('q', 'Only display volume names'),
  },
  arguments: noArguments,
  run: notHere,
});
