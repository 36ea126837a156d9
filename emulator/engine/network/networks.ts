import type { Filters } from '../../api/types/filter';
import type { IpamPool, NetworkCreateRequest, NetworkCreateResponse, NetworkInspect, NetworksPruneReport } from '../../api/types/network';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { EngineError } from '../error';
import type { EventBus } from '../event/bus';
import { checkFilters, hasLabels, lacksLabels, matchesExactly, matchesPattern, untilFilter } from '../filters';
import { findByPrefix, makeId } from '../identifier';
import { sortedKeys } from '../sorted-keys';
import { parseTimestamp, timestamp } from '../time';
import { createPool, parsePool, type AddressPool } from './address-pool';

/** A network with what the daemon remembers of it. */
export type NetworkRecord = NetworkInspect & {
  /** The bridge on the host; empty for host and none. */
  Bridge: string;
  /** The subnets that the daemon chose itself. */
  Chosen?: string[];
};

/** Who is on networks: the containers. */
export interface NetworkUsers {
  /** Running containers on a network, for inspect. */
  containersOn(network: string): NetworkInspect['Containers'];
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
  createNetwork(request: NetworkCreateRequest): Promise<NetworkCreateResponse>;
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

  function record(request: NetworkCreateRequest, id: string, config: IpamPool[] | null, bridge: string): NetworkRecord {
    const template = request.ConfigFrom?.Network ? find(request.ConfigFrom.Network) : undefined;
    return {
      Name: request.Name,
      Id: id,
      Created: timestamp(system.clock),
      Scope: request.ConfigOnly ? 'local' : request.Scope || 'local',
      Driver: request.ConfigOnly ? 'null' : request.Driver || 'bridge',
      EnableIPv4: request.EnableIPv4 ?? true,
      EnableIPv6: template?.EnableIPv6 ?? request.EnableIPv6 ?? false,
      IPAM: { Driver: request.IPAM?.Driver || 'default', Options: template?.IPAM.Options ?? request.IPAM?.Options ?? (predefined.includes(request.Name) ? null : {}), Config: config },
      Internal: request.Internal ?? false,
      Attachable: request.Attachable ?? false,
      Ingress: false,
      ConfigFrom: { Network: request.ConfigFrom?.Network ?? '' },
      ConfigOnly: request.ConfigOnly ?? false,
      Containers: {},
      Options: sortedKeys(template?.Options ?? request.Options ?? {}),
      Labels: sortedKeys({ ...template?.Labels, ...request.Labels }),
      Bridge: bridge,
    };
  }

  function save(): void {
    files.writeFile(register, JSON.stringify([...networks.values()]), { mode: 0o644 });
  }

  /** Makes a network's bridge and address pool; EEXIST from a daemon before is fine. */
  function bringUp(network: NetworkRecord): void {
    const config = (network.IPAM.Config ?? []).find(({ Subnet: subnet = '' }) => parsePool(subnet));
    if (network.Bridge === '') return;
    const pool = config?.Subnet === undefined ? undefined : createPool({ subnet: config.Subnet, gateway: config.Gateway, range: config.IPRange, reserved: Object.values(config.AuxiliaryAddresses ?? {}) });
    if (pool) pools.set(network.Id, pool);
    const mtu = network.Options?.['com.docker.network.driver.mtu'];
    try {
      administration.createBridge({ name: network.Bridge, ...(pool ? { address: { address: pool.gateway, prefix: pool.prefix } } : {}), ...(mtu === undefined ? {} : { mtu: Number(mtu) }), isolated: true, internal: network.Internal });
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error;
    }
  }

  if (files.exists(register)) for (const network of JSON.parse(files.readText(register)) as NetworkRecord[]) networks.set(network.Id, network);
  else {
    const made = [
      record({ Name: 'bridge', Driver: 'bridge', Options: bridgeOptions }, makeId(system.random), [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }], 'docker0'),
      record({ Name: 'host', Driver: 'host' }, makeId(system.random), null, ''),
      record({ Name: 'none', Driver: 'null' }, makeId(system.random), null, ''),
    ];
    for (const network of made) networks.set(network.Id, { ...network, Chosen: (network.IPAM.Config ?? []).map(({ Subnet: subnet = '' }) => subnet) });
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
    const { Bridge: _bridge, Chosen: _chosen, ...shown } = network;
    return { ...shown, Containers: withContainers ? sortedKeys(users.containersOn(network.Name)) : {} };
  }

  /** The daemon's part of fd00::/8, from which its IPv6 subnets are. */
  function ipv6Site(): string {
    const id = find('bridge').Id;
    return [`fd${id.slice(0, 2)}`, id.slice(2, 6), id.slice(6, 10)].map((group) => Number.parseInt(group, 16).toString(16)).join(':');
  }

  function remove(network: NetworkRecord): void {
    if (network.ConfigOnly && [...networks.values()].some((other) => other.ConfigFrom.Network === network.Name)) throw new EngineError('forbidden', `configuration network ${JSON.stringify(network.Name)} is in use`);
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
      const type = (filters.type ?? []).find((one) => one !== 'builtin' && one !== 'custom');
      if (type !== undefined) throw new EngineError('invalid parameter', `invalid filter: 'type'='${type}'`);
      const dangling = danglingFilter(filters.dangling ?? []);
      return [...networks.values()]
        .filter((network) => matchesPattern(filters, 'name', network.Name) && matchesPattern(filters, 'id', network.Id))
        .filter((network) => matchesExactly(filters, 'driver', network.Driver) && matchesExactly(filters, 'scope', network.Scope) && hasLabels(network.Labels, filters.label))
        .filter((network) => matchesExactly(filters, 'type', predefined.includes(network.Name) ? 'builtin' : 'custom'))
        // Docker looks for endpoints in rows that have none yet, so that every network of one's own counts as dangling.
        .filter((network) => dangling === undefined || dangling === !predefined.includes(network.Name))
        .map((network) => describe(network, false));
    },
    inspectNetwork: (name) => describe(find(name), true),
    async createNetwork(request) {
      const { planNetwork } = await import('./create-request');
      const id = makeId(system.random);
      const config = planNetwork(request, id, [...networks.values()], predefined, ipv6Site());
      const network = record(request, id, config, request.ConfigOnly ? '' : (request.Options?.['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`));
      const asked = (request.IPAM?.Config ?? []).map(({ Subnet: subnet }) => subnet);
      network.Chosen = (config ?? []).flatMap(({ Subnet: subnet }) => (subnet === undefined || asked.includes(subnet) || network.ConfigFrom.Network !== '' ? [] : [subnet]));
      networks.set(id, network);
      bringUp(network);
      save();
      bus.publish('network', 'create', id, { name: network.Name, type: network.Driver });
      return { Id: id, Warning: '' };
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
          !(network.ConfigOnly && [...networks.values()].some((other) => other.ConfigFrom.Network === network.Name)) &&
          Object.keys(users.containersOn(network.Name)).length === 0 &&
          hasLabels(network.Labels, filters.label) &&
          lacksLabels(network.Labels, filters['label!']) &&
          (until === undefined || parseTimestamp(network.Created) < until),
      );
      for (const network of gone) remove(network);
      bus.publish('network', 'prune', '', { reclaimed: '0' });
      return { NetworksDeleted: gone.length > 0 ? gone.map((network) => network.Name) : null };
    },
  };
}

/** The value of `dangling`, which this list reads in its own words. */
function danglingFilter(values: readonly string[]): boolean | undefined {
  const [value] = values;
  if (value === undefined) return undefined;
  if (values.length > 1) throw new EngineError('invalid parameter', 'got more than one value for filter key "dangling"');
  if (['1', 'true'].includes(value)) return true;
  if (['0', 'false'].includes(value)) return false;
  throw new EngineError('invalid parameter', 'invalid value for filter \'dangling\', must be "true" (or "1"), or "false" (or "0")');
}
