import { listNetworks } from '../../../../api/client/networks';
import { networkShape, networkTable } from '../../formatter/simple';
import { byNaturalOrder } from '../../formatter/text';
import { renderRows } from '../../formatter/table';
import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';

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
  async run({ docker, flags }) {
    const networks = await listNetworks(docker.client, flags.filter);
    networks.sort((a, b) => byNaturalOrder(a.Name, b.Name));
    const wanted = (flags.format === 'table' && flags.quiet ? '' : flags.format) || (flags.quiet ? '{{.ID}}' : (docker.config.networksFormat ?? ''));
    await docker.print(renderRows(networks, networkShape(!flags['no-trunc']), wanted, networkTable));
  },
});
