import { inspectVolume } from '../../../../api/client/volumes';
import { printInspected } from '../../cli/inspect';
import { requireName } from '../../cli/require-name';
import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';

/** `docker volume inspect` */
export const volumeInspect = command({
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await printInspected(docker, args, flags.format, (name) => inspectVolume(docker.client, requireName('volume', name)));
  },
});
