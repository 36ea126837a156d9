import { removeNetwork } from '../../../../api/client/networks';
import { isNotFound, ApiError } from '../../../../api/client/error';
import { CliError } from '../../cli/error';
import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';

/** `docker network rm` */
export const networkRm = command({
  usage: 'NETWORK [NETWORK...]',
  aliases: 'docker network rm, docker network remove',
  flags: {
    force: bool('f', 'Do not error if the network does not exist'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    let failed = false;
    for (const name of args) {
      try {
        await removeNetwork(docker.client, name);
        await docker.print(`${name}\n`);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (flags.force && isNotFound(error)) continue;
        failed = true;
        await docker.error(`${error.message}\n`);
      }
    }
    if (failed) throw new CliError('exit status 1');
  },
});
