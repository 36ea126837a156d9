import { isSystemError } from '../../kernel/errno';
import type { Random } from '../../kernel/random';
import type { Attachment, NetworkNamespace, Publication } from '../../net/types';
import type { Container } from '../container/container';
import { nameOf } from '../container/container';
import type { EndpointRecord } from '../container/record';
import { EngineError } from '../error';
import { makeId, shortId } from '../identifier';
import type { EngineParts } from '../parts';
import type { PortMap } from '../../api/types/host-config';
import { serveContainerNames } from './container-names';

/** What a running container has of networks, to be taken away when it ends. */
export interface Connected {
  readonly namespace: NetworkNamespace;
  readonly attachments: Map<string, Attachment>;
  readonly publications: Publication[];
  stopNames: (() => void) | undefined;
}

const defaultBridge = 'bridge';

/** Gives a container its network namespace: interfaces on its networks, published ports, names. Throws `EngineError`, having taken back what was done. */
export function connectContainer(parts: EngineParts, container: Container): Connected {
  const { process, store } = parts;
  const administration = process.network.administration;
  const mode = container.hostConfig.NetworkMode;
  if (!mode.startsWith('container:')) {
    const sandbox = makeId(process.system.random);
    Object.assign(container.record.NetworkSettings, { SandboxID: sandbox, SandboxKey: `/var/run/docker/netns/${mode === 'host' ? 'default' : sandbox.slice(0, 12)}` });
  }
  if (mode === 'host') {
    const connected: Connected = { namespace: process.namespaces.network, attachments: new Map(), publications: [], stopNames: undefined };
    joinNetwork(parts, container, connected, mode);
    return connected;
  }
  if (mode.startsWith('container:')) {
    const name = mode.slice('container:'.length);
    const other = store.all().find(({ id, record }) => id === name || record.Name === `/${name}` || id.startsWith(name));
    if (!other) throw new EngineError('not found', `joining network namespace of container: No such container: ${name}`);
    if (!other.task) throw new EngineError('conflict', `cannot join network of a non running container: ${other.id}`);
    return { namespace: other.task.namespaces.network, attachments: new Map(), publications: [], stopNames: undefined };
  }
  const connected: Connected = { namespace: administration.createNamespace({ unprivilegedPorts: true }), attachments: new Map(), publications: [], stopNames: undefined };
  try {
    for (const name of Object.keys(container.record.NetworkSettings.Networks)) joinNetwork(parts, container, connected, name);
    publishPorts(parts, container, connected);
    connected.stopNames = serveContainerNames(parts, container, connected.namespace);
  } catch (error) {
    disconnectContainer(parts, container, connected);
    throw error;
  }
  return connected;
}

/** Puts a container on one more network. */
export function joinNetwork(parts: EngineParts, container: Container, connected: Connected, name: string): void {
  const { process, networks, bus } = parts;
  const network = networks.lookUp(name);
  if (!network) throw new EngineError('not found', `failed to set up container networking: network ${name} not found`);
  const endpoint = container.record.NetworkSettings.Networks[name] as EndpointRecord;
  endpoint.NetworkID = network.Id;
  endpoint.EndpointID = makeId(process.system.random);
  if (network.Driver !== 'bridge') {
    bus.publish('network', 'connect', network.Id, { container: container.id, name: network.Name, type: network.Driver });
    return;
  }
  const pool = networks.pool(network);
  if (!pool) return;
  const wanted = endpoint.IPAMConfig?.IPv4Address || undefined;
  const address = pool.take(wanted);
  if (address === undefined) throw new EngineError('forbidden', wanted === undefined ? 'failed to set up container networking: no available IPv4 addresses on this network\'s address pools: ' + `${name} (${network.Id})` : 'failed to set up container networking: Address already in use');
  const attachment = process.network.administration.attach({
    namespace: connected.namespace,
    bridge: network.Bridge,
    address: { address, prefix: pool.prefix },
    hardwareAddress: endpoint.DesiredMacAddress || hardwareAddress(process.system.random),
  });
  connected.attachments.set(name, attachment);
  Object.assign(endpoint, { IPAddress: address, IPPrefixLen: pool.prefix, Gateway: network.Internal ? '' : pool.gateway, MacAddress: attachment.hardwareAddress });
  if (network.Name !== defaultBridge) {
    const names = [nameOf(container), ...(endpoint.Aliases ?? []), shortId(container.id)];
    const { Hostname: hostname } = container.record.Config;
    if (hostname !== shortId(container.id)) names.push(hostname);
    endpoint.DNSNames = [...new Set(names)];
  }
  chooseGateway(parts, container, connected);
  bus.publish('network', 'connect', network.Id, { container: container.id, name: network.Name, type: network.Driver });
}

/** A random address of a single machine's making, as Docker gives one to every endpoint. */
function hardwareAddress(random: Random): string {
  const [first = 0, ...rest] = random.bytes(6);
  return [(first & 0xfe) | 2, ...rest].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** Sets the default route: through the network with the highest priority, among those the first by name. */
function chooseGateway(parts: EngineParts, container: Container, connected: Connected): void {
  const candidates = Object.entries(container.record.NetworkSettings.Networks).filter(([name, endpoint]) => connected.attachments.has(name) && endpoint.Gateway !== '');
  candidates.sort(([a, left], [b, right]) => right.GwPriority - left.GwPriority || (a < b ? -1 : 1));
  parts.process.network.administration.setGateway(connected.namespace, candidates[0]?.[1].Gateway);
}

/** Takes a container off a network. */
export function leaveNetwork(parts: EngineParts, container: Container, connected: Connected, name: string): void {
  const { networks, bus } = parts;
  const endpoint = container.record.NetworkSettings.Networks[name];
  connected.attachments.get(name)?.remove();
  connected.attachments.delete(name);
  const network = networks.all().find((one) => one.Name === name);
  if (!network || !endpoint) return;
  if (endpoint.IPAddress !== '') networks.pool(network)?.release(endpoint.IPAddress);
  Object.assign(endpoint, { EndpointID: '', IPAddress: '', IPPrefixLen: 0, Gateway: '', MacAddress: '' });
  if (connected.attachments.size > 0) chooseGateway(parts, container, connected);
  bus.publish('network', 'disconnect', network.Id, { container: container.id, name: network.Name, type: network.Driver });
}

/** Takes back everything that {@link connectContainer} gave. */
export function disconnectContainer(parts: EngineParts, container: Container, connected: Connected): void {
  for (const publication of connected.publications.splice(0)) publication.close();
  connected.stopNames?.();
  const mode = container.hostConfig.NetworkMode;
  for (const name of Object.keys(container.record.NetworkSettings.Networks)) leaveNetwork(parts, container, connected, name);
  if (mode !== 'host' && !mode.startsWith('container:')) parts.process.network.administration.removeNamespace(connected.namespace);
  Object.assign(container.record.NetworkSettings, { Ports: null, SandboxID: '', SandboxKey: '' });
}

function publishPorts(parts: EngineParts, container: Container, connected: Connected): void {
  const { record, hostConfig } = container;
  const ports: PortMap = {};
  for (const port of Object.keys(record.Config.ExposedPorts ?? {})) ports[port] = null;
  const first = Object.values(record.NetworkSettings.Networks).find((endpoint) => endpoint.IPAddress !== '');
  const wanted = { ...hostConfig.PortBindings };
  if (hostConfig.PublishAllPorts) for (const port of Object.keys(record.Config.ExposedPorts ?? {})) wanted[port] ??= [{ HostIp: '', HostPort: '' }];
  for (const [port, bindings] of Object.entries(wanted).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [number = '0', protocol = 'tcp'] = port.split('/');
    if (!first) continue;
    for (const binding of bindings ?? []) {
      const address = binding.HostIp || '0.0.0.0';
      const published = publishOne(parts, container, { address, hostPort: binding.HostPort, target: { address: first.IPAddress, port: Number(number) }, protocol: protocol as 'tcp' | 'udp' });
      connected.publications.push(published);
      const shown = { HostIp: address, HostPort: String(published.local.port) };
      ports[port] = [...(ports[port] ?? []), shown, ...(binding.HostIp === '' ? [{ HostIp: '::', HostPort: shown.HostPort }] : [])];
    }
  }
  record.NetworkSettings.Ports = ports;
}

function publishOne(parts: EngineParts, container: Container, { address, hostPort, target, protocol }: { address: string; hostPort: string; target: { address: string; port: number }; protocol: 'tcp' | 'udp' }): Publication {
  const [from = '', to = from] = hostPort.split('-');
  const isRange = from !== to;
  const { administration } = parts.process.network;
  for (let port = Number(from); port <= Number(to); port++) {
    try {
      return administration.publish({ address, port, protocol, target });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (port < Number(to)) continue;
      const where = `failed to set up container networking: driver failed programming external connectivity on endpoint ${nameOf(container)} (${Object.values(container.record.NetworkSettings.Networks)[0]?.EndpointID})`;
      const holder = parts.store.all().some((other) => other !== container && Object.values(other.record.NetworkSettings.Ports ?? {}).some((bindings) => bindings?.some((binding) => binding.HostPort === String(port))));
      if (error.errno === 'EADDRINUSE' && isRange) throw new EngineError('system', `${where}: all ports are allocated`);
      if (error.errno === 'EADDRINUSE') throw new EngineError('system', holder ? `${where}: Bind for ${address}:${port} failed: port is already allocated` : `${where}: failed to bind host port ${address}:${port}/${protocol}: address already in use`);
      throw new EngineError('system', `${where}: failed to bind host port ${address}:${port}/${protocol}: ${error.message.toLowerCase()}`);
    }
  }
  throw new EngineError('system', 'no port');
}
