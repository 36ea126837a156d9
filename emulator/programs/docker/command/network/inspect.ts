import { inspectNetwork } from '../../../../api/client/networks';
import { CliError } from '../../cli/error';
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
    await printInspected(docker, args, flags.format, async (name) => {
      if (name.trim() === '') throw new CliError('invalid network name or ID: value is empty');
      return await inspectNetwork(docker.client, name, flags.verbose);
    });
  },
});
