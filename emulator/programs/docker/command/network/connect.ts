import { connectNetwork } from '../../../../api/client/networks';
import { CliError } from '../../cli/error';
import { command, exactly } from '../../cli/command';
import { integer, list, strings, text } from '../../cli/flag/kinds';

function driverOption(text: string): [string, string] {
  const [key = '', ...rest] = text.split('=');
  if (rest.length === 0 || key.trim() === '') throw new CliError(`invalid key/value pair format in driver options`);
  return [key.trim().toLowerCase(), rest.join('=').trim()];
}

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
    await connectNetwork(docker.client, network, {
      Container: container,
      EndpointConfig: {
        IPAMConfig: { ...(flags.ip === '' ? {} : { IPv4Address: flags.ip }), ...(flags.ip6 === '' ? {} : { IPv6Address: flags.ip6 }), ...(flags['link-local-ip'].length > 0 ? { LinkLocalIPs: [...flags['link-local-ip']] } : {}) },
        Links: flags.link.length > 0 ? [...flags.link] : null,
        Aliases: [...flags.alias],
        DriverOpts: Object.fromEntries(flags['driver-opt'].map(driverOption)),
        GwPriority: flags['gw-priority'],
      },
    });
  },
});
