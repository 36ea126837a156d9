import type { EndpointSettings } from '../../api/types/endpoint';
import type { NetworkConnectRequest, NetworkDisconnectRequest } from '../../api/types/network';
import { isIpv6, parseIpv4 } from '../../net/address';
import { nameOf, type Container } from '../container/container';
import { emptyEndpoint } from '../container/create/endpoint';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';
import { parsePool } from './address-pool';
import { joinNetwork, leaveNetwork, type Connected } from './connect';
import { serveContainerNames } from './container-names';
import { joinComplaints } from './create-request';
import { addToNetworkFiles, removeFromNetworkFiles } from './network-files';
import type { NetworkRecord } from './networks';

const predefined = ['bridge', 'host', 'none', 'default'];

/** What is wrong with an endpoint that somebody asks for on `network` (undefined: one that is not there yet), in the daemon's words. */
function complaintsOf(name: string, network: NetworkRecord | undefined, { IPAMConfig: addresses, Aliases: aliases }: Partial<EndpointSettings>): string[] {
  const complaints: string[] = [];
  const { IPv4Address: ipv4 = '', IPv6Address: ipv6 = '', LinkLocalIPs: local } = addresses ?? {};
  if (predefined.includes(name)) {
    if (ipv4 !== '' || ipv6 !== '') complaints.push('user specified IP address is supported on user defined networks only');
    if ((aliases ?? []).length > 0) complaints.push('network-scoped alias is supported only for containers in user defined networks');
  }
  if (ipv4 !== '' && parseIpv4(ipv4) === undefined) complaints.push(`invalid IPv4 address: ${ipv4}`);
  if (ipv6 !== '' && !isIpv6(ipv6)) complaints.push(`invalid IPv6 address: ${ipv6}`);
  for (const address of local ?? []) if (parseIpv4(address) === undefined && !isIpv6(address)) complaints.push(`invalid link-local IP address: ${address}`);
  if (!network) return complaints;
  const subnets = (network.IPAM.Config ?? []).map(({ Subnet: subnet = '' }) => subnet).filter((subnet) => !(network.Chosen ?? []).includes(subnet));
  const check = (address: string, family: readonly string[], lies: (subnet: string) => boolean) => {
    if (address === '') return;
    if (family.length === 0) complaints.push('user specified IP address is supported only when connecting to networks with user configured subnets');
    else if (!family.some(lies)) complaints.push(`no configured subnet or ip-range contain the IP address ${address}`);
  };
  const number = parseIpv4(ipv4);
  check(ipv4, subnets.filter((subnet) => parsePool(subnet)), (subnet) => {
    const pool = parsePool(subnet);
    return pool !== undefined && number !== undefined && number >= pool.first && number <= pool.last;
  });
  check(ipv6, subnets.filter((subnet) => !parsePool(subnet)), (subnet) => ipv6.startsWith(subnet.split('::')[0] ?? ''));
  return complaints;
}

/** Refuses endpoint settings that a network cannot give. `of` stands before the complaint. */
export function checkEndpoint(name: string, network: NetworkRecord | undefined, settings: Partial<EndpointSettings>, of = ''): void {
  const complaints = complaintsOf(name, network, settings);
  if (complaints.length > 0) throw new EngineError('invalid parameter', of + joinComplaints('invalid endpoint settings', complaints));
}

/** `docker network connect`: `connected` is what the container has of networks while it runs. */
export function connectToNetwork(parts: EngineParts, container: Container, name: string, request: NetworkConnectRequest, connected: Connected | undefined): void {
  const { networks, store } = parts;
  const { record, hostConfig } = container;
  const { Networks: endpoints } = record.NetworkSettings;
  const settings = request.EndpointConfig ?? {};
  const network = connected ? networks.find(name) : networks.lookUp(name);
  const own = network?.Name ?? name;
  if (hostConfig.NetworkMode === 'host' || hostConfig.NetworkMode.startsWith('container:')) throw new EngineError('forbidden', 'container sharing network namespace with another container or host cannot be connected to any other network');
  checkEndpoint(own, network, settings);
  if (own === 'host') throw new EngineError('forbidden', 'cannot connect container to host network - container must be created in host network mode');
  if (endpoints.none !== undefined || own === 'none') throw new EngineError('forbidden', 'container cannot be connected to multiple networks with one of the networks in private (none) mode');
  if (connected && endpoints[own]) throw new EngineError('forbidden', `endpoint with name ${nameOf(container)} already exists in network ${own}`);
  const endpoint = emptyEndpoint(settings);
  endpoints[own] = endpoint;
  if (connected) {
    try {
      joinNetwork(parts, container, connected, own);
    } catch (error) {
      const { [own]: _, ...rest } = endpoints;
      record.NetworkSettings.Networks = rest;
      throw error;
    }
    connected.stopNames ??= serveContainerNames(parts, container, connected.namespace);
    addToNetworkFiles(parts, container, endpoint);
  }
  store.save(container);
}

/** `docker network disconnect`; see {@link connectToNetwork}. */
export function disconnectFromNetwork(parts: EngineParts, container: Container, name: string, { Force: force = false }: NetworkDisconnectRequest, connected: Connected | undefined): void {
  const { networks, store } = parts;
  const { record, hostConfig } = container;
  const network = networks.lookUp(name);
  const own = network?.Name ?? name;
  const endpoint = record.NetworkSettings.Networks[own];
  if (!connected || (!network && force)) {
    if (!endpoint) throw new EngineError('system', `container ${container.id} is not connected to the network ${own}`);
  } else {
    networks.find(name);
    if (hostConfig.NetworkMode === 'host' && own === 'host') throw new EngineError('forbidden', 'cannot disconnect container from host network - container was created in host network mode');
    if (!endpoint) throw new EngineError('system', `container ${container.id} is not connected to network ${own}`);
    removeFromNetworkFiles(parts, container, endpoint.IPAddress);
    leaveNetwork(parts, container, connected, own);
  }
  const { [own]: _, ...rest } = record.NetworkSettings.Networks;
  record.NetworkSettings.Networks = rest;
  store.save(container);
}
