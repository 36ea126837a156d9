import { removeVolume } from '../../../../api/client/volumes';
import { forEachArgument } from '../../cli/each';
import { requireName } from '../../cli/require-name';
import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';

/** `docker volume rm` */
export const volumeRm = command({
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  description: 'Remove one or more volumes. You cannot remove a volume that is in use by a container.',
  aliases: 'docker volume rm, docker volume remove',
  flags: {
    force: bool('f', 'Force the removal of one or more volumes'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await forEachArgument(docker, args, (name) => removeVolume(docker.client, requireName('volume', name), flags.force));
  },
});
