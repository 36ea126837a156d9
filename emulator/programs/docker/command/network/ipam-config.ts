import type { IpamPool } from '../../../../api/types/network';
import { isInNetwork, isIpv6, parseDestination, parseIpv4 } from '../../../../net/address';
import { CliError } from '../../cli/error';

const isPrefix = (text: string) => /^[^/]+\/\d+$/.test(text) && (isIpv6(text.split('/')[0] ?? '') || (parseIpv4(text.split('/')[0] ?? '') !== undefined && Number(text.split('/')[1]) <= 32));

/** Whether a subnet (one that cannot be read holds nothing) has the address, or the first address of a range that is no wider than it. */
function holds(subnet: string, text: string): boolean {
  const [address = '', width] = text.split('/');
  if (!isPrefix(subnet)) return false;
  const whole = parseDestination(subnet);
  if (isIpv6(address)) return isIpv6(whole.address) && address.toLowerCase().startsWith(whole.address.replace(/::?$/, '').toLowerCase());
  return parseIpv4(address) !== undefined && parseIpv4(whole.address) !== undefined && isInNetwork(address, whole) && (width === undefined || Number(width) >= whole.prefix);
}

/** What `--subnet`, `--ip-range`, `--gateway` and `--aux-address` ask for, put together. Throws `CliError` for what does not belong to a subnet. */
export function ipamConfig(asked: { subnets: readonly string[]; ranges: readonly string[]; gateways: readonly string[]; auxiliary: Readonly<Record<string, string>> }): IpamPool[] {
  const { subnets, ranges, gateways, auxiliary } = asked;
  if (subnets.length < ranges.length || subnets.length < gateways.length) throw new CliError('every ip-range or gateway must have a corresponding subnet');
  const pools = new Map<string, IpamPool>();
  for (const subnet of subnets) {
    for (const [other] of pools) {
      if (holds(other, subnet.split('/')[0] ?? '') || holds(subnet, other.split('/')[0] ?? '')) throw new CliError('multiple overlapping subnet configuration is not supported');
    }
    pools.set(subnet, { Subnet: subnet });
  }
  const find = (what: string, text: string) => {
    const pool = [...pools.values()].find(({ Subnet: subnet = '' }) => holds(subnet, text));
    if (!pool) throw new CliError(`no matching subnet for ${what} ${text}`);
    return pool;
  };
  for (const range of ranges) {
    if (!isPrefix(range)) throw new CliError(`invalid CIDR address: ${range}`);
    const pool = find('range', range);
    if (pool.IPRange !== undefined) throw new CliError(`cannot configure multiple ranges (${range}, ${pool.IPRange}) on the same subnet (${pool.Subnet})`);
    pool.IPRange = range;
  }
  for (const gateway of gateways) {
    const pool = find('gateway', gateway);
    if (pool.Gateway !== undefined) throw new CliError(`cannot configure multiple gateways (${gateway}, ${pool.Gateway}) for the same subnet (${pool.Subnet})`);
    pool.Gateway = gateway;
  }
  for (const [name, address] of Object.entries(auxiliary)) {
    const pool = find('aux-address', address);
    pool.AuxiliaryAddresses = { ...pool.AuxiliaryAddresses, [name]: address };
  }
  return [...pools.values()];
}
