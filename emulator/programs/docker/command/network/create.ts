import { createNetwork } from '../../../../api/client/networks';
import { isInNetwork, parseDestination, parseIpv4 } from '../../../../net/address';
import { CliError } from '../../cli/error';
import { command, exactly } from '../../cli/command';
import { bool, list, map, strings, text } from '../../cli/flag/kinds';

/** Refuses an IPv4 address or range that lies in none of the subnets, before the daemon is asked. */
function requireSubnet(what: string, addresses: readonly string[], subnets: readonly string[]): void {
  for (const address of addresses) {
    const bare = address.split('/')[0] ?? '';
    const readable = parseIpv4(bare) !== undefined && subnets.every((subnet) => parseIpv4(subnet.split('/')[0] ?? '') !== undefined);
    if (readable && !subnets.some((subnet) => isInNetwork(bare, parseDestination(subnet)))) throw new CliError(`no matching subnet for ${what} ${address}`);
  }
}

/** `docker network create` */
export const networkCreate = command({
  usage: '[OPTIONS] NETWORK',
  flags: {
    attachable: bool('', 'Enable manual container attachment'),
    'aux-address': map('', 'Auxiliary IPv4 or IPv6 addresses used by Network driver (default map[])'),
    'config-from': text('', 'The network from which to copy the configuration'),
    'config-only': bool('', 'Create a configuration only network'),
    driver: text('d', 'Driver to manage the Network', { initial: 'bridge' }),
    gateway: strings('', 'IPv4 or IPv6 Gateway for the master subnet'),
    ingress: bool('', 'Create swarm routing-mesh network'),
    internal: bool('', 'Restrict external access to the network'),
    'ip-range': strings('', 'Allocate container ip from a sub-range'),
    'ipam-driver': text('', 'IP Address Management Driver', { initial: 'default' }),
    'ipam-opt': map('', 'Set IPAM driver specific options (default map[])'),
    'ipv4': bool('', 'Enable or disable IPv4 address assignment', { initial: true }),
    'ipv6': bool('', 'Enable or disable IPv6 address assignment'),
    label: list('', 'Set metadata on a network'),
    opt: map('o', 'Set driver specific options (default map[])'),
    scope: text('', "Control the network's scope"),
    subnet: strings('', 'Subnet in CIDR format that represents a network segment'),
  },
  arguments: exactly(1),
  async run({ docker, flags, args }) {
    const ranges = flags['ip-range'];
    if (Math.max(flags.gateway.length, ranges.length) > flags.subnet.length) throw new CliError('every ip-range or gateway must have a corresponding subnet');
    requireSubnet('range', ranges, flags.subnet);
    requireSubnet('gateway', flags.gateway, flags.subnet);
    const config = flags.subnet.map((subnet, index) => ({ Subnet: subnet, ...(flags.gateway[index] === undefined ? {} : { Gateway: flags.gateway[index] }), ...(flags['ip-range'][index] === undefined ? {} : { IPRange: flags['ip-range'][index] }) }));
    const pairs = (list: readonly string[]) => Object.fromEntries(list.map((entry) => [entry.split('=')[0] ?? '', entry.includes('=') ? entry.slice(entry.indexOf('=') + 1) : '']));
    const { Id: id } = await createNetwork(docker.client, {
      Name: args[0] ?? '',
      Driver: flags.driver,
      IPAM: { Driver: flags['ipam-driver'], Config: config, Options: { ...flags['ipam-opt'] } },
      Internal: flags.internal,
      Attachable: flags.attachable,
      Options: { ...flags.opt },
      Labels: pairs(flags.label),
    });
    await docker.print(`${id}\n`);
  },
});
