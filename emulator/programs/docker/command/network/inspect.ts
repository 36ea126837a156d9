import { inspectNetwork } from '../../../../api/client/networks';
import { requireName } from '../../cli/require-name';
import { printInspected } from '../../cli/inspect';
import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';

/** `docker network inspect` */
export const networkInspect = command({
  usage: '[OPTIONS] NETWORK [NETWORK...]',
  flags: {
    format: inspectFormat('f'),
    verbose: bool('v', 'Verbose output for diagnostics'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await printInspected(docker, args, flags.format, (name) => inspectNetwork(docker.client, requireName('network', name), flags.verbose));
  },
});
