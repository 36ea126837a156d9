import { disconnectNetwork } from '../../../../api/client/networks';
import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';

/** `docker network disconnect` */
export const networkDisconnect = command({
  usage: '[OPTIONS] NETWORK CONTAINER',
  flags: {
    force: bool('f', 'Force the container to disconnect from a network'),
  },
  arguments: exactly(2),
  async run({ docker, flags, args }) {
    const [network = '', container = ''] = args;
    await disconnectNetwork(docker.client, network, { Container: container, Force: flags.force });
  },
});
