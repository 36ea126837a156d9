import { command, exactly } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker stack ps` */
export const stackPs = command({
  usage: '[OPTIONS] STACK',
  flags: {
    filter: filter('f', 'Filter output based on conditions provided'),
    format: tableFormat(''),
    'no-resolve': bool('', 'Do not map IDs to Names'),
    'no-trunc': bool('', 'Do not truncate output'),
    quiet: bool('q', 'Only display task IDs'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
