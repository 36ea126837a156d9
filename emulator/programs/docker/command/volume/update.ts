import { inspectVolume } from '../../../../api/client/volumes';
import { CliError } from '../../cli/error';
import { command, exactly } from '../../cli/command';
import { text } from '../../cli/flag/kinds';

/** `docker volume update`: for the volumes of a swarm, of which this daemon has none. */
export const volumeUpdate = command({
  usage: '[OPTIONS] VOLUME',
  flags: {
    availability: text('', 'Cluster Volume availability ("active", "pause", "drain")', { initial: 'active' }),
  },
  arguments: exactly(1),
  async run({ docker, args }) {
    await inspectVolume(docker.client, args[0] ?? '');
    throw new CliError('Can only update cluster volumes');
  },
});
