import { pruneImages } from '../../../../api/client/images';
import { confirm } from '../../cli/confirm';
import { humanSize } from '../../units/size';
import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';

/** `docker image prune` */
export const imagePrune = command({
  usage: '[OPTIONS]',
  flags: {
    all: bool('a', 'Remove all unused images, not just dangling ones'),
    filter: filter('', 'Provide filter values (e.g. "until=<timestamp>")'),
    force: bool('f', 'Do not prompt for confirmation'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    const warning = flags.all ? 'WARNING! This will remove all images without at least one container associated to them.' : 'WARNING! This will remove all dangling images.';
    if (!flags.force && !(await confirm(docker, `${warning}\nAre you sure you want to continue?`))) return;
    const { ImagesDeleted: deleted, SpaceReclaimed: space } = await pruneImages(docker.client, { ...flags.filter, dangling: [String(!flags.all)] });
    if (deleted && deleted.length > 0) await docker.print(`Deleted Images:\n${deleted.map(({ Deleted, Untagged }) => (Untagged === undefined ? `deleted: ${Deleted}\n` : `untagged: ${Untagged}\n`)).join('')}\n`);
    await docker.print(`Total reclaimed space: ${humanSize(space)}\n`);
  },
});
