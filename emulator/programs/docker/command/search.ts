import { command, exactly } from '../cli/command';
import { bool, filter, integer, text } from '../cli/flag/kinds';
import { notHere } from '../cli/not-here';

/** `docker search` */
export const search = command({
  usage: '[OPTIONS] TERM',
  flags: {
    filter: filter('f', 'Filter output based on conditions provided'),
    format: text('', 'Pretty-print search using a Go template'),
    limit: integer('', 'Max number of search results'),
    'no-trunc': bool('', "Don't truncate output"),
  },
  arguments: exactly(1),
  run: notHere,
});
