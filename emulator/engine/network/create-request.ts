import type { IpamPool, NetworkCreateRequest } from '../../api/types/network';
import { isIpv6, networkOf, parseDestination, parseIpv4 } from '../../net/address';
import { EngineError } from '../error';
import { createPool, overlaps, parsePool } from './address-pool';
import type { NetworkRecord } from './networks';

const invalid = (message: string) => new EngineError('invalid parameter', message);
const forbidden = (message: string) => new EngineError('forbidden', message);
const notSwarmManager = 'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** The longest name of an interface. */
const longestInterface = 15;
const booleans = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];

/** Several complaints under one heading, as Docker joins them: one stands alone, more become a list. */
export function joinComplaints(heading: string, complaints: readonly string[]): string {
  return `${heading}:\n${complaints.map((complaint) => (complaints.length > 1 ? `* ${complaint}` : complaint)).join('\n')}`;
}

/** An address or prefix that is not the first of its network, and what it should be; undefined when all is well. */
function misplaced(what: string, prefix: string): string | undefined {
  const [address = ''] = prefix.split('/');
  if (isIpv6(address) && /\/\d+$/.test(prefix)) return undefined;
  if (!parsePool(prefix)) return `invalid ${what} ${prefix}: invalid CIDR block notation`;
  const whole = parseIpv4(address) === undefined ? prefix : networkOf(parseDestination(prefix));
  return whole === prefix ? undefined : `invalid ${what} ${prefix}: it should be ${whole}`;
}

function checkIpam(pools: readonly IpamPool[]): void {
  const complaints = pools.flatMap(({ Subnet: subnet = '', IPRange: range, Gateway: gateway, AuxiliaryAddresses: others }) => {
    const bare = (what: string, address: string) => (parseIpv4(address) === undefined && !isIpv6(address) ? `invalid ${what} ${address}: invalid address` : undefined);
    return [misplaced('subnet', subnet), range ? misplaced('ip-range', range) : undefined, gateway ? bare('gateway', gateway) : undefined, ...Object.values(others ?? {}).map((address) => bare('auxiliary address', address))].filter((complaint) => complaint !== undefined);
  });
  if (complaints.length > 0) throw invalid(joinComplaints('invalid network config', complaints));
}

function checkDriver(driver: string): void {
  if (driver === 'bridge') return;
  if (driver === 'overlay') throw forbidden(notSwarmManager);
  if (driver === 'host' || driver === 'null') throw forbidden(`only one instance of "${driver}" network is allowed`);
  throw new EngineError('not found', `plugin "${driver}" not found`);
}

/** What the bridge driver says of its options. */
function checkOptions(id: string, options: Readonly<Record<string, string>>, existing: readonly NetworkRecord[]): void {
  const failed = (key: string, why: string) => invalid(`failed to parse ${key} value: ${options[key]} (${why})`);
  for (const [key, value] of Object.entries(options)) {
    const call = (name: string) => `${name}: parsing ${JSON.stringify(value)}: invalid syntax`;
    if (key === 'com.docker.network.driver.mtu') {
      if (!/^[+-]?\d+$/.test(value)) throw failed(key, call('strconv.Atoi'));
      if (Number(value) < 0) throw invalid(`invalid MTU number: ${value}`);
    } else if (/^com\.docker\.network\.bridge\.(enable_icc|enable_ip_masquerade|inhibit_ipv4)$/.test(key)) {
      if (!booleans.includes(value)) throw failed(key, call('strconv.ParseBool'));
    } else if (key === 'com.docker.network.bridge.host_binding_ipv4') {
      if (parseIpv4(value) === undefined) throw failed(key, 'nil ip');
    } else if (/^com\.docker\.network\.bridge\.gateway_mode_ipv[46]$/.test(key)) {
      if (!['nat', 'nat-unprotected', 'routed', 'isolated'].includes(value)) throw failed(key, `unknown gateway mode ${value}`);
    }
  }
  const name = options['com.docker.network.bridge.name'];
  const holder = existing.find((network) => network.Bridge === name && name !== undefined);
  if (holder) throw forbidden(`cannot create network ${id} (${name}): conflicts with network ${holder.Id} (${holder.Bridge}): networks have same bridge name`);
  if (name !== undefined && name.length > longestInterface) throw new EngineError('system', 'numerical result out of range');
}

/** The first of Docker's default ranges that no network has. A network of another scope has pools of its own. */
function freeSubnet(existing: readonly NetworkRecord[], scope: string): string {
  const used = existing.flatMap((network) => (network.IPAM.Config ?? []).map((config) => config.Subnet ?? ''));
  const local = [...Array.from({ length: 14 }, (_, index) => `172.${18 + index}.0.0/16`), ...Array.from({ length: 16 }, (_, index) => `192.168.${index * 16}.0/20`)];
  const candidates = scope === 'global' ? Array.from({ length: 65_536 }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`) : local;
  const free = candidates.find((candidate) => !used.some((one) => overlaps(one, candidate)));
  if (free === undefined) throw invalid('all predefined address pools have been fully subnetted');
  return free;
}

/** The first network of 2⁶⁴ addresses in the daemon's own part of fd00::/8 that no network has. */
function freeIpv6Subnet(existing: readonly NetworkRecord[], site: string): string {
  const used = existing.flatMap((network) => (network.IPAM.Config ?? []).map((config) => config.Subnet));
  for (let number = 0; ; number++) {
    const subnet = `${site}${number === 0 ? '' : `:${number.toString(16)}`}::/64`;
    if (!used.includes(subnet)) return subnet;
  }
}

/** Gives a new network its subnets: those asked for, and one of Docker's own for a family that has none. */
function allocate(request: NetworkCreateRequest, asked: readonly IpamPool[], existing: readonly NetworkRecord[], site: string): IpamPool[] {
  const pools = [...asked];
  const has = (ipv6: boolean) => pools.some(({ Subnet: subnet = '' }) => isIpv6(subnet.split('/')[0] ?? '') === ipv6);
  if ((request.EnableIPv4 ?? true) && !has(false)) {
    const subnet = freeSubnet(existing, request.Scope ?? '');
    pools.push({ Subnet: subnet, Gateway: createPool({ subnet }).gateway });
  }
  if ((request.EnableIPv6 ?? false) && !has(true)) {
    const subnet = freeIpv6Subnet(existing, site);
    pools.push({ Subnet: subnet, Gateway: subnet.replace('/64', '1') });
  }
  for (const { Subnet: subnet = '', Gateway: gateway, IPRange: range, AuxiliaryAddresses: others = {} } of asked) {
    const clash = existing.some((network) => (network.IPAM.Config ?? []).some((config) => !network.ConfigOnly && (overlaps(config.Subnet ?? '', subnet) || config.Subnet === subnet)));
    if (clash) throw forbidden('invalid pool request: Pool overlaps with other one on this address space');
    if (!parsePool(subnet)) continue;
    const nameOf = (address: string) => Object.keys(others).find((name) => others[name] === address) ?? '';
    createPool({ subnet, gateway, range, reserved: Object.values(others) }, (address) => {
      throw forbidden(`failed to allocate secondary ip address (${nameOf(address)}:${address}): Address already in use`);
    });
  }
  return pools;
}

/** Refuses a network that cannot be, in the daemon's order and words (28.5.2; scenarios/network/create), and gives the subnets that it will have. */
export function planNetwork(request: NetworkCreateRequest, id: string, existing: readonly NetworkRecord[], predefined: readonly string[], site: string): IpamPool[] | null {
  const { Name: name, Options: options } = request;
  const driver = request.Driver || 'bridge';
  const from = request.ConfigFrom?.Network ?? '';
  const asked = request.IPAM?.Config ?? [];
  if (!predefined.includes(name) && existing.some((network) => network.Name === name)) throw new EngineError('conflict', `network with name ${name} already exists`);
  if (request.Scope === 'swarm') throw forbidden('cannot create a swarm scoped network when swarm is not active');
  if (predefined.includes(name) || name === 'default') throw forbidden(`operation is not permitted on predefined ${name} network`);
  if (driver === 'overlay') throw forbidden(notSwarmManager);
  if (!(request.EnableIPv4 ?? true) && !(request.EnableIPv6 ?? false)) throw invalid('IPv4 or IPv6 must be enabled');
  checkIpam(asked);
  if (name.trim() === '') throw invalid('invalid name: name is empty');
  if (request.ConfigOnly) {
    if (request.Ingress || request.Internal || request.Attachable || request.Scope) throw forbidden('configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.');
    if (from !== '') throw forbidden('a configuration network cannot depend on another configuration network');
    return asked.length > 0 ? [...asked] : null;
  }
  if (from !== '' && (asked.length > 0 || Object.keys(options ?? {}).length > 0)) throw forbidden('user specified configurations are not supported if the network depends on a configuration network');
  if (driver !== 'host' && driver !== 'null') checkDriver(driver);
  if (request.Ingress) throw forbidden('Ingress network can only be global scope network');
  const template = from === '' ? undefined : existing.find((network) => network.Name === from && network.ConfigOnly);
  if (from !== '' && !template) throw new EngineError('not found', `configuration network ${JSON.stringify(from)} does not exist`);
  checkDriver(driver);
  const ipam = request.IPAM?.Driver || 'default';
  if (ipam !== 'default' && ipam !== 'null') throw new EngineError('not found', `plugin "${ipam}" not found`);
  const pools = allocate(request, template?.IPAM.Config ?? asked, existing, site);
  checkOptions(id, template?.Options ?? options ?? {}, existing);
  if (pools.filter(({ Subnet: subnet = '' }) => parsePool(subnet)).length > 1) throw forbidden("bridge driver doesn't support multiple subnets");
  return pools;
}
