import { command, exactly } from '../cli/command';
import { bool, filter, integer, text } from '../cli/flag/kinds';
import { searchImages } from '../../../api/client/images';
import { CliError } from '../cli/error';
import { searchShape, searchTable } from '../formatter/search';
import { renderRows } from '../formatter/table';

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
  async run({ docker, flags, args }) {
    if (flags.limit < 0 || flags.limit > 100) throw new CliError(`Error response from daemon: limit ${flags.limit} is outside the range of [1, 100]`);
    const results = await searchImages(docker.client, args[0] ?? '', { limit: flags.limit, filters: flags.filter });
    await docker.print(renderRows(results, searchShape(!flags['no-trunc']), flags.format, searchTable));
  },
});
