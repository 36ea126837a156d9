import { createNetwork } from '../../../../api/client/networks';
import { command, exactly } from '../../cli/command';
import { labelEntry } from '../../cli/flag/checks';
import { ipamConfig } from './ipam-config';
import { bool, list, map, strings, text } from '../../cli/flag/kinds';

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
    label: list('', 'Set metadata on a network', { check: labelEntry }),
    opt: map('o', 'Set driver specific options (default map[])'),
    scope: text('', "Control the network's scope"),
    subnet: strings('', 'Subnet in CIDR format that represents a network segment'),
  },
  arguments: exactly(1),
  async run({ docker, flags, changed, args }) {
    const config = ipamConfig({ subnets: flags.subnet, ranges: flags['ip-range'], gateways: flags.gateway, auxiliary: flags['aux-address'] });
    const pairs = (list: readonly string[]) => Object.fromEntries(list.map((entry) => [entry.split('=')[0] ?? '', entry.includes('=') ? entry.slice(entry.indexOf('=') + 1) : '']));
    const { Id: id } = await createNetwork(docker.client, {
      Name: args[0] ?? '',
      Driver: flags.driver,
      IPAM: { Driver: flags['ipam-driver'], Config: config, Options: { ...flags['ipam-opt'] } },
      Scope: flags.scope,
      ...(changed.has('ipv4') ? { EnableIPv4: flags.ipv4 } : {}),
      ...(changed.has('ipv6') ? { EnableIPv6: flags.ipv6 } : {}),
      Internal: flags.internal,
      Ingress: flags.ingress,
      ConfigOnly: flags['config-only'],
      ConfigFrom: flags['config-from'] === '' ? null : { Network: flags['config-from'] },
      Attachable: flags.attachable,
      Options: { ...flags.opt },
      Labels: pairs(flags.label),
    });
    await docker.print(`${id}\n`);
  },
});
