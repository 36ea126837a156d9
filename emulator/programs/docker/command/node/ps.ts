import { anyArguments, command } from '../../cli/command';
import { bool, filter, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker node ps` */
export const nodePs = command({
  usage: '[OPTIONS] [NODE...]',
  flags: {
    filter: filter('f', 'Filter output based on conditions provided'),
    format: text('', 'Pretty-print tasks using a Go template'),
    'no-resolve': bool('', 'Do not map IDs to Names'),
    'no-trunc': bool('', 'Do not truncate output'),
    quiet: bool('q', 'Only display task IDs'),
  },
  arguments: anyArguments,
  run: swarmOnly,
});
