import { command, exactly } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker stack services` */
export const stackServices = command({
  usage: '[OPTIONS] STACK',
  flags: {
    filter: filter('f', 'Filter output based on conditions provided'),
    format: tableFormat(''),
    quiet: bool('q', 'Only display IDs'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
