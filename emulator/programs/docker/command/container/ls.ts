import { listContainers } from '../../../../api/client/containers';
import { containerShape, containerTable } from '../../formatter/container';
import { renderRows } from '../../formatter/table';
import { CliError } from '../../cli/error';
import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter, integer } from '../../cli/flag/kinds';

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
  async run({ docker, flags, changed }) {
    const limit = flags.latest ? 1 : flags.last;
    const wanted = flags.format || (flags.quiet ? '' : (docker.config.psFormat ?? ''));
    const size = flags.size || /\.Size/.test(wanted);
    const rows = await listContainers(docker.client, { all: flags.all, size: changed.has('size') ? flags.size : size, limit, filters: flags.filter });
    const format = flags.quiet && flags.format === '' ? '{{.ID}}' : flags.quiet && flags.format === 'table' ? '{{.ID}}' : wanted;
    await docker.print(render(() => renderRows(rows, containerShape({ truncate: !flags['no-trunc'], now: docker.now() }), format, containerTable(size))));
  },
});

/** This command looks at its template before it asks the daemon, and words the template's faults in its own way. */
function render(rows: () => string): string {
  try {
    return rows();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const [, fault] = /^template parsing error: (.*)$/s.exec(error.message) ?? [];
    throw fault === undefined ? error : new CliError(`failed to ${fault.includes('executing') ? 'execute' : 'parse'} template: ${fault}`);
  }
}
