import { pruneContainers } from '../../../../api/client/containers';
import { pruneImages } from '../../../../api/client/images';
import { pruneNetworks } from '../../../../api/client/networks';
import { pruneBuildCache } from '../../../../api/client/build';
import { pruneVolumes } from '../../../../api/client/volumes';
import { CliError } from '../../cli/error';
import { confirm } from '../../cli/confirm';
import { humanSize } from '../../units/size';
import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';

/** The filters, as the question lists them. */
function filterList(filters: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(filters).flatMap(([key, values]) => values.map((value) => `  - ${key}=${value}\n`));
  return lines.length > 0 ? `\n  Items to be pruned will be filtered with:\n${lines.sort().join('')}` : '';
}

/** `docker system prune` */
export const systemPrune = command({
  usage: '[OPTIONS]',
  flags: {
    all: bool('a', 'Remove all unused images not just dangling ones'),
    filter: filter('', 'Provide filter values (e.g. "label=<key>=<value>")'),
    force: bool('f', 'Do not prompt for confirmation'),
    volumes: bool('', 'Prune anonymous volumes'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    if (flags.volumes && flags.filter.until !== undefined) throw new CliError('ERROR: The "until" filter is not supported with "--volumes"');
    const items = ['all stopped containers', 'all networks not used by at least one container', ...(flags.volumes ? ['all anonymous volumes not used by at least one container'] : []), flags.all ? 'all images without at least one container associated to them' : 'all dangling images', flags.all ? 'all build cache' : 'unused build cache'];
    const question = `WARNING! This will remove:\n${items.map((item) => `  - ${item}\n`).join('')}${filterList(flags.filter)}\nAre you sure you want to continue?`;
    if (!flags.force && !(await confirm(docker, question))) return;
    let space = 0;
    const list = async (title: string, names: readonly string[] | null | undefined) => {
      if (names && names.length > 0) await docker.print(`${title}:\n${names.join('\n')}\n\n`);
    };
    const containers = await pruneContainers(docker.client, flags.filter);
    await list('Deleted Containers', containers.ContainersDeleted);
    await list('Deleted Networks', (await pruneNetworks(docker.client, flags.filter)).NetworksDeleted);
    space += containers.SpaceReclaimed;
    if (flags.volumes) {
      const volumes = await pruneVolumes(docker.client, flags.filter);
      await list('Deleted Volumes', volumes.VolumesDeleted);
      space += volumes.SpaceReclaimed;
    }
    const images = await pruneImages(docker.client, { ...flags.filter, dangling: [String(!flags.all)] });
    await list('Deleted Images', images.ImagesDeleted?.map(({ Deleted, Untagged }) => (Untagged === undefined ? `deleted: ${Deleted}` : `untagged: ${Untagged}`)));
    space += images.SpaceReclaimed;
    const { label: _label, 'label!': _unlabelled, ...cacheFilter } = flags.filter; // records of the cache have no labels
    const cache = await pruneBuildCache(docker.client, { all: flags.all, filters: cacheFilter });
    await list('Deleted build cache objects', cache.CachesDeleted);
    space += cache.SpaceReclaimed;
    await docker.print(`Total reclaimed space: ${humanSize(space)}\n`);
  },
});
