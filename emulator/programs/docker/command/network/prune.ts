import { pruneNetworks } from '../../../../api/client/networks';
import { confirm } from '../../cli/confirm';
import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';

/** `docker network prune` */
export const networkPrune = command({
  usage: '[OPTIONS]',
  flags: {
    filter: filter('', 'Provide filter values (e.g. "until=<timestamp>")'),
    force: bool('f', 'Do not prompt for confirmation'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    if (!flags.force && !(await confirm(docker, 'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue?'))) return;
    const { NetworksDeleted: deleted } = await pruneNetworks(docker.client, flags.filter);
    if (deleted && deleted.length > 0) await docker.print(`Deleted Networks:\n${deleted.join('\n')}\n\n`);
  },
});
