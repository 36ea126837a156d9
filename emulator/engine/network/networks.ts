import type { Filters } from '../../api/types/filter';
import type { NetworkCreateRequest, NetworkCreateResponse, NetworkInspect, NetworksPruneReport } from '../../api/types/network';
import { isSystemError } from '../../kernel/errno';
import { networkOf, parseDestination, parseIpv4 } from '../../net/address';
import type { Process } from '../../process/types';
import { EngineError } from '../error';
import type { EventBus } from '../event/bus';
import { booleanFilter, checkFilters, hasLabels, lacksLabels, matchesExactly, untilFilter } from '../filters';
import { findByPrefix, makeId } from '../identifier';
import { parseTimestamp, timestamp } from '../time';
import { createPool, parsePool, type AddressPool } from './address-pool';

/** A network with what the daemon remembers of it. */
export type NetworkRecord = NetworkInspect & {
  /** The bridge on the host; empty for host and none. */
  Bridge: string;
};

/** Who is on networks: the containers. */
export interface NetworkUsers {
  /** Running containers on a network, for inspect. */
  containersOn(network: string): NetworkInspect['Containers'];
  /** Whether any container, running or not, is to be on it. */
  inUse(network: string): boolean;
}

/** The networks of a daemon. */
export interface Networks {
  all(): NetworkRecord[];
  /** By name, ID or the beginning of that. */
  find(name: string): NetworkRecord;
  /** As `find`; undefined when there is none. */
  lookUp(name: string): NetworkRecord | undefined;
  pool(network: NetworkRecord): AddressPool | undefined;
  listNetworks(filters: Filters): NetworkInspect[];
  inspectNetwork(name: string): NetworkInspect;
  createNetwork(request: NetworkCreateRequest): NetworkCreateResponse;
  removeNetwork(name: string): void;
  pruneNetworks(filters: Filters): NetworksPruneReport;
}

const predefined = ['bridge', 'host', 'none'];
const bridgeOptions = {
  'com.docker.network.bridge.default_bridge': 'true',
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
  'com.docker.network.bridge.name': 'docker0',
  'com.docker.network.driver.mtu': '1500',
};

/** The networks under `root`, with their bridges made on the host. */
export function createNetworks(process: Process, root: string, bus: EventBus, users: NetworkUsers): Networks {
  const { files, system } = process;
  const directory = `${root}/network/files`;
  const register = `${directory}/local-kv.db`;
  files.makeDirectory(directory, { parents: true, mode: 0o750 });
  const pools = new Map<string, AddressPool>();
  const networks = new Map<string, NetworkRecord>();
  const administration = process.network.administration;

  function record(request: NetworkCreateRequest, subnet: { subnet: string; gateway: string } | undefined, bridge: string, range?: string): NetworkRecord {
    return {
      Name: request.Name,
      Id: makeId(system.random),
      Created: timestamp(system.clock),
      Scope: 'local',
      Driver: request.Driver || 'bridge',
      EnableIPv4: request.EnableIPv4 ?? true,
      EnableIPv6: request.EnableIPv6 ?? false,
      IPAM: { Driver: request.IPAM?.Driver || 'default', Options: request.IPAM?.Options ?? (predefined.includes(request.Name) ? null : {}), Config: subnet ? [{ Subnet: subnet.subnet, ...(range === undefined ? {} : { IPRange: range }), Gateway: subnet.gateway }] : null },
      Internal: request.Internal ?? false,
      Attachable: request.Attachable ?? false,
      Ingress: false,
      ConfigFrom: { Network: '' },
      ConfigOnly: false,
      Containers: {},
      Options: request.Options ?? {},
      Labels: request.Labels ?? {},
      Bridge: bridge,
    };
  }

  function save(): void {
    files.writeFile(register, JSON.stringify([...networks.values()]), { mode: 0o644 });
  }

  /** Makes a network's bridge and address pool; EEXIST from a daemon before is fine. */
  function bringUp(network: NetworkRecord): void {
    const [config] = network.IPAM.Config ?? [];
    if (!config?.Subnet || network.Bridge === '') return;
    const pool = createPool(config.Subnet, config.Gateway, config.IPRange);
    pools.set(network.Id, pool);
    try {
      administration.createBridge({ name: network.Bridge, address: { address: pool.gateway, prefix: pool.prefix }, isolated: true, internal: network.Internal });
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error;
    }
  }

  if (files.exists(register)) for (const network of JSON.parse(files.readText(register)) as NetworkRecord[]) networks.set(network.Id, network);
  else {
    const made = [
      record({ Name: 'bridge', Driver: 'bridge', Options: bridgeOptions }, { subnet: '172.17.0.0/16', gateway: '172.17.0.1' }, 'docker0'),
      record({ Name: 'host', Driver: 'host' }, undefined, ''),
      record({ Name: 'none', Driver: 'null' }, undefined, ''),
    ];
    for (const network of made) networks.set(network.Id, network);
    save();
  }
  for (const network of networks.values()) bringUp(network);

  function lookUp(name: string): NetworkRecord | undefined {
    const wanted = name === 'default' ? 'bridge' : name;
    for (const network of networks.values()) if (network.Name === wanted || network.Id === wanted) return network;
    const id = wanted === '' ? undefined : findByPrefix(networks.keys(), wanted);
    return id === undefined ? undefined : networks.get(id);
  }

  function find(name: string): NetworkRecord {
    const network = lookUp(name);
    if (!network) throw new EngineError('not found', `network ${name} not found`);
    return network;
  }

  function describe(network: NetworkRecord, withContainers: boolean): NetworkInspect {
    const { Bridge: _, ...shown } = network;
    return { ...shown, Containers: withContainers ? users.containersOn(network.Name) : {} };
  }

  /** The first of Docker's default ranges that no network has. */
  function freeSubnet(): string {
    const used = [...networks.values()].flatMap((network) => (network.IPAM.Config ?? []).map((config) => config.Subnet ?? ''));
    const candidates = [...Array.from({ length: 14 }, (_, index) => `172.${18 + index}.0.0/16`), ...Array.from({ length: 16 }, (_, index) => `192.168.${index * 16}.0/20`)];
    const free = candidates.find((candidate) => !used.some((one) => overlaps(one, candidate)));
    if (free === undefined) throw new EngineError('invalid parameter', 'all predefined address pools have been fully subnetted');
    return free;
  }

  function remove(network: NetworkRecord): void {
    if (network.Bridge !== '') administration.removeInterface(network.Bridge);
    networks.delete(network.Id);
    pools.delete(network.Id);
    save();
    bus.publish('network', 'destroy', network.Id, { name: network.Name, type: network.Driver });
  }

  return {
    all: () => [...networks.values()],
    find,
    lookUp,
    pool: (network) => pools.get(network.Id),
    listNetworks(filters) {
      checkFilters(filters, ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
      const dangling = booleanFilter(filters, 'dangling');
      return [...networks.values()]
        .filter((network) => (filters.name ?? []).length === 0 || (filters.name ?? []).some((part) => network.Name.includes(part)))
        .filter((network) => (filters.id ?? []).length === 0 || (filters.id ?? []).some((part) => network.Id.startsWith(part)))
        .filter((network) => matchesExactly(filters, 'driver', network.Driver) && matchesExactly(filters, 'scope', network.Scope) && hasLabels(network.Labels, filters.label))
        .filter((network) => (filters.type ?? []).length === 0 || (filters.type ?? []).includes(predefined.includes(network.Name) ? 'builtin' : 'custom'))
        .filter((network) => dangling === undefined || dangling === (!predefined.includes(network.Name) && !users.inUse(network.Name)))
        .map((network) => describe(network, false));
    },
    inspectNetwork: (name) => describe(find(name), true),
    createNetwork(request) {
      const { Name: name } = request;
      if (name.trim() === '') throw new EngineError('invalid parameter', 'invalid network name: name is empty');
      if (predefined.includes(name) || name === 'default') throw new EngineError('forbidden', `operation is not permitted on predefined ${name} network`);
      if ([...networks.values()].some((network) => network.Name === name)) throw new EngineError('conflict', `network with name ${name} already exists`);
      const driver = request.Driver || 'bridge';
      if (driver !== 'bridge') throw new EngineError(driver === 'overlay' ? 'forbidden' : 'not found', driver === 'overlay' ? 'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.' : driver === 'host' || driver === 'null' ? `only one instance of "${driver}" network is allowed` : `plugin "${driver}" not found`);
      const [asked] = request.IPAM?.Config ?? [];
      const subnet = asked?.Subnet ?? freeSubnet();
      const parsed = parsePool(subnet, asked?.Gateway);
      if (!parsed) throw new EngineError('invalid parameter', `invalid network config:\ninvalid subnet ${subnet}: invalid CIDR block notation`);
      const whole = parseIpv4(subnet.split('/')[0] ?? '') === undefined ? subnet : networkOf(parseDestination(subnet));
      if (whole !== subnet) throw new EngineError('invalid parameter', `invalid network config:\ninvalid subnet ${subnet}: it should be ${whole}`);
      const clash = [...networks.values()].find((network) => (network.IPAM.Config ?? []).some((config) => overlaps(config.Subnet ?? '', subnet)));
      if (clash) throw new EngineError('forbidden', 'invalid pool request: Pool overlaps with other one on this address space');
      const network = record(request, { subnet, gateway: parsed.gateway }, '', asked?.IPRange);
      network.Bridge = request.Options?.['com.docker.network.bridge.name'] ?? `br-${network.Id.slice(0, 12)}`;
      networks.set(network.Id, network);
      bringUp(network);
      save();
      bus.publish('network', 'create', network.Id, { name, type: driver });
      return { Id: network.Id, Warning: '' };
    },
    removeNetwork(name) {
      const network = find(name);
      if (predefined.includes(network.Name)) throw new EngineError('forbidden', `${network.Name} is a pre-defined network and cannot be removed`);
      const active = Object.entries(users.containersOn(network.Name));
      if (active.length > 0) {
        const list = active.map(([, endpoint]) => `name:"${endpoint.Name}" id:"${endpoint.EndpointID.slice(0, 12)}"`).join(', ');
        throw new EngineError('forbidden', `error while removing network: network ${network.Name} has active endpoints (${list})`);
      }
      remove(network);
    },
    pruneNetworks(filters) {
      checkFilters(filters, ['label', 'label!', 'until']);
      const until = untilFilter(filters, system.clock.now());
      const gone = [...networks.values()].filter(
        (network) =>
          !predefined.includes(network.Name) &&
          !users.inUse(network.Name) &&
          hasLabels(network.Labels, filters.label) &&
          lacksLabels(network.Labels, filters['label!']) &&
          (until === undefined || parseTimestamp(network.Created) < until),
      );
      for (const network of gone) remove(network);
      return { NetworksDeleted: gone.length > 0 ? gone.map((network) => network.Name) : null };
    },
  };
}

function overlaps(left: string, right: string): boolean {
  const [a, b] = [parsePool(left), parsePool(right)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}
