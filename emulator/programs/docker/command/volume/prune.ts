import { pruneVolumes } from '../../../../api/client/volumes';
import { confirm } from '../../cli/confirm';
import { CliError } from '../../cli/error';
import { humanSize } from '../../units/size';
import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';

/** `docker volume prune` */
export const volumePrune = command({
  usage: '[OPTIONS]',
  flags: {
    all: bool('a', 'Remove all unused volumes, not just anonymous ones'),
    filter: filter('', 'Provide filter values (e.g. "label=<label>")'),
    force: bool('f', 'Do not prompt for confirmation'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    if (flags.all && flags.filter.all !== undefined) throw new CliError('conflicting options: cannot specify both --all and --filter all=1');
    const kind = flags.all ? 'all' : 'anonymous';
    if (!flags.force && !(await confirm(docker, `WARNING! This will remove ${kind} local volumes not used by at least one container.\nAre you sure you want to continue?`))) return;
    const { VolumesDeleted: deleted, SpaceReclaimed: space } = await pruneVolumes(docker.client, flags.all ? { ...flags.filter, all: ['true'] } : flags.filter);
    if (deleted && deleted.length > 0) await docker.print(`Deleted Volumes:\n${deleted.join('\n')}\n\n`);
    await docker.print(`Total reclaimed space: ${humanSize(space)}\n`);
  },
});
