import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker config ls` */
export const configLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker config ls, docker config list',
  flags: {
    filter: filter('f', 'Filter output based on conditions provided'),
    format: tableFormat(''),
    quiet: bool('q', 'Only display IDs'),
  },
  arguments: noArguments,
  run: swarmOnly,
});
