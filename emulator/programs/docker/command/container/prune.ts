import { pruneContainers } from '../../../../api/client/containers';
import { confirm } from '../../cli/confirm';
import { humanSize } from '../../units/size';
import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';

/** `docker container prune` */
export const containerPrune = command({
  usage: '[OPTIONS]',
  flags: {
    filter: filter('', 'Provide filter values (e.g. "until=<timestamp>")'),
    force: bool('f', 'Do not prompt for confirmation'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    if (!flags.force && !(await confirm(docker, 'WARNING! This will remove all stopped containers.\nAre you sure you want to continue?'))) return;
    const { ContainersDeleted: deleted, SpaceReclaimed: space } = await pruneContainers(docker.client, flags.filter);
    if (deleted && deleted.length > 0) await docker.print(`Deleted Containers:\n${deleted.join('\n')}\n\n`);
    await docker.print(`Total reclaimed space: ${humanSize(space)}\n`);
  },
});
