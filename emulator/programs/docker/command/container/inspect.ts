import { inspectContainer } from '../../../../api/client/containers';
import { printInspected } from '../../cli/inspect';
import { requireName } from '../../cli/require-name';
import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';

/** `docker container inspect` */
export const containerInspect = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  flags: {
    format: inspectFormat('f'),
    size: bool('s', 'Display total file sizes'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await printInspected(docker, args, flags.format, (name) => inspectContainer(docker.client, requireName('container', name), flags.size));
  },
});
