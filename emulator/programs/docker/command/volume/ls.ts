import { listVolumes } from '../../../../api/client/volumes';
import { volumeShape, volumeTable } from '../../formatter/simple';
import { byNaturalOrder } from '../../formatter/text';
import { renderRows } from '../../formatter/table';
import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';

/** `docker volume ls` */
export const volumeLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker volume ls, docker volume list',
  flags: {
    cluster: bool('', 'Display only cluster volumes, and use cluster volume list formatting', { hidden: true }),
    filter: filter('f', 'Provide filter values (e.g. "dangling=true")'),
    format: tableFormat(''),
    quiet: bool('q', 'Only display volume names'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    const { Volumes: volumes } = await listVolumes(docker.client, flags.filter);
    const rows = [...(volumes ?? [])].sort((a, b) => byNaturalOrder(a.Name, b.Name));
    if (flags.cluster) {
      // A daemon that is in no swarm has none.
      await docker.print(renderRows([], volumeShape, flags.format, 'table {{.Name}}\\t{{.Group}}\\t{{.Driver}}\\t{{.Availability}}\\t{{.Status}}'));
      return;
    }
    const wanted = (flags.format === 'table' && flags.quiet ? '' : flags.format) || (flags.quiet ? '{{.Name}}' : (docker.config.volumesFormat ?? ''));
    await docker.print(renderRows(rows, volumeShape, wanted, volumeTable));
  },
});
