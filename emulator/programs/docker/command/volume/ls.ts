import { listVolumes } from '../../../../api/client/volumes';
import { volumeShape, volumeTable } from '../../formatter/simple';
import { renderRows } from '../../formatter/table';
import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';

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
  async run({ docker, flags }) {
    const { Volumes: volumes } = await listVolumes(docker.client, flags.filter);
    const rows = [...(volumes ?? [])].sort((a, b) => a.Name.localeCompare(b.Name, 'en', { numeric: true }));
    const wanted = flags.format || (flags.quiet ? '{{.Name}}' : (docker.config.volumesFormat ?? ''));
    await docker.print(renderRows(rows, volumeShape, wanted, volumeTable));
  },
});
