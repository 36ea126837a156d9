import { connectNetwork } from '../../../../api/client/networks';
import { command, exactly } from '../../cli/command';
import { integer, list, strings, text } from '../../cli/flag/kinds';

/** `docker network connect` */
export const networkConnect = command({
  usage: '[OPTIONS] NETWORK CONTAINER',
  flags: {
    alias: strings('', 'Add network-scoped alias for the container'),
    'driver-opt': strings('', 'driver options for the network'),
    'gw-priority': integer('', 'Highest gw-priority provides the default gateway. Accepts positive and negative values.'),
    ip: text('', 'IPv4 address (e.g., "172.30.100.104")'),
    'ip6': text('', 'IPv6 address (e.g., "2001:db8::33")'),
    link: list('', 'Add link to another container'),
    'link-local-ip': strings('', 'Add a link-local address for the container'),
  },
  arguments: exactly(2),
  async run({ docker, flags, args }) {
    const [network = '', container = ''] = args;
    const address = flags.ip === '' ? null : { IPv4Address: flags.ip };
    await connectNetwork(docker.client, network, { Container: container, EndpointConfig: { IPAMConfig: address, Aliases: flags.alias.length > 0 ? [...flags.alias] : null, Links: flags.link.length > 0 ? [...flags.link] : null } });
  },
});
