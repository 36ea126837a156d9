import { SystemError } from '../kernel/errno';
import { isLoopback, isWildcard, networkOf, parseDestination, isInNetwork } from './address';
import { Link, Segment } from './link';
import type { Listener } from './listener';
import type { Address, Endpoint, InterfaceAddress, NameServer, NetworkInterface, NetworkNamespace, Route, SocketInfo } from './types';

/** A port that leads elsewhere. */
export interface Forward {
  readonly local: Endpoint;
  readonly target: Endpoint;
  readonly protocol: 'tcp' | 'udp';
  readonly inode: number;
}

/** A network namespace with all that the network knows of it. */
export class NetworkStack implements NetworkNamespace {
  interfaces: Link[] = [];
  readonly listeners = new Set<Listener>();
  readonly forwards = new Set<Forward>();
  readonly connected = new Set<SocketInfo>();
  readonly nameServers = new Map<Address, NameServer>();
  private readonly added: Route[] = [];
  private lastIndex = 0;
  private lastPort: number;

  constructor(
    readonly id: number,
    /** Ports below this are root's. */
    readonly firstFreePort: number,
    firstEphemeralPort: number,
  ) {
    this.lastPort = firstEphemeralPort;
    const loopback = this.addInterface('lo', 'loopback', '00:00:00:00:00:00', 65_536);
    loopback.addresses = [
      { address: '127.0.0.1', prefix: 8 },
      { address: '::1', prefix: 128 },
    ];
  }

  get sockets(): SocketInfo[] {
    const listening = [...this.listeners].map(({ local, inode, uid }): SocketInfo => ({
      protocol: 'tcp',
      state: 'LISTEN',
      local,
      peer: undefined,
      inode,
      uid,
    }));
    const forwarded = [...this.forwards].map(({ local, protocol, inode }): SocketInfo => ({
      protocol,
      state: protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
      local,
      peer: undefined,
      inode,
      uid: 0,
    }));
    return [...listening, ...forwarded, ...this.connected];
  }

  /** Those that come with addresses, and those that were added; the default route first, as `ip route` lists them. */
  get routes(): Route[] {
    const own: Route[] = [];
    for (const link of this.interfaces) {
      if (link.kind === 'loopback' || !link.up) continue;
      for (const address of link.addresses)
        if (!address.address.includes(':'))
          own.push({ destination: networkOf(address), device: link.name, source: address.address, scope: 'link', protocol: 'kernel' });
    }
    const usable = this.added.filter((route) => this.find(route.device)?.up);
    return [...usable, ...own].sort((a, b) => Number(b.destination === 'default') - Number(a.destination === 'default'));
  }

  find(name: string): Link | undefined {
    return this.interfaces.find((link) => link.name === name);
  }
  /** ENODEV when there is none. */
  get(name: string): Link {
    const link = this.find(name);
    if (!link) throw new SystemError('ENODEV');
    return link;
  }

  addInterface(name: string, kind: NetworkInterface['kind'], hardwareAddress: string, mtu = 1500): Link {
    if (this.find(name)) throw new SystemError('EEXIST');
    const link = new Link(this, name, ++this.lastIndex, kind, hardwareAddress, mtu);
    if (kind === 'bridge') {
      link.segment = new Segment();
      link.segment.links.add(link);
    }
    this.interfaces.push(link);
    return link;
  }

  /** Takes an interface away, the other end of a veth with it, and the routes through it. */
  removeInterface(link: Link): void {
    if (link.removed) return;
    link.removed = true;
    link.segment?.links.delete(link);
    this.interfaces = this.interfaces.filter((one) => one !== link);
    for (let i = this.added.length - 1; i >= 0; i--) if (this.added[i]?.device === link.name) this.added.splice(i, 1);
    if (link.kind === 'bridge') for (const port of this.interfaces) if (port.master === link.name) port.master = undefined;
    link.other?.stack.removeInterface(link.other);
  }

  /** `device` is found by the gateway when absent; ENETUNREACH when no network has that. EEXIST. */
  addRoute(route: { destination: string; gateway?: Address; device?: string; protocol?: Route['protocol'] }): void {
    const { destination, gateway } = route;
    if (this.added.some((one) => one.destination === destination)) throw new SystemError('EEXIST');
    const device =
      route.device ?? this.interfaces.find((link) => link.addresses.some((address) => gateway !== undefined && isInNetwork(gateway, address)))?.name;
    if (device === undefined) throw new SystemError('ENETUNREACH');
    this.get(device);
    this.added.push({ destination, gateway, device, scope: gateway === undefined ? 'link' : 'global', protocol: route.protocol ?? 'boot' });
  }
  removeRoute(destination: string): void {
    const index = this.added.findIndex((route) => route.destination === destination);
    if (index < 0) throw new SystemError('ESRCH');
    this.added.splice(index, 1);
  }

  /** The route with the longest prefix. */
  routeTo(address: Address): Route | undefined {
    let best: Route | undefined;
    let longest = -1;
    for (const route of this.routes) {
      const network = parseDestination(route.destination);
      if (network.prefix > longest && isInNetwork(address, network)) [best, longest] = [route, network.prefix];
    }
    return best;
  }

  /** Whether packets to `address` end here. */
  isOwn(address: Address): boolean {
    return this.interfaces.some((link) => link.up && (link.kind === 'loopback' ? isLoopback(address) : link.addresses.some((one) => one.address === address)));
  }

  /** Who accepts connections to an endpoint: what listens on that very address, or on all. */
  acceptorOf(address: Address, port: number): Listener | Forward | undefined {
    const all: (Listener | Forward)[] = [...this.listeners, ...this.forwards].filter(
      (one) => one.local.port === port && !('protocol' in one && one.protocol === 'udp'),
    );
    const ipv6 = address.includes(':');
    return all.find((one) => one.local.address === address) ?? all.find((one) => isWildcard(one.local.address) && (!ipv6 || one.local.address === '::'));
  }

  /** Checks that an endpoint can be bound, and gives it a port when it asks for any. EADDRINUSE, EADDRNOTAVAIL. */
  bind(address: Address, port: number, protocol: 'tcp' | 'udp' = 'tcp'): Endpoint {
    if (!isWildcard(address) && !this.isOwn(address)) throw new SystemError('EADDRNOTAVAIL');
    if (port === 0) return { address, port: this.ephemeralPort() };
    const bound = protocol === 'tcp' ? [...this.listeners, ...this.forwards] : [...this.forwards];
    for (const one of bound) {
      if (('protocol' in one ? one.protocol : 'tcp') !== protocol || one.local.port !== port) continue;
      if (isWildcard(address) || isWildcard(one.local.address) || one.local.address === address) {
        // Docker binds 0.0.0.0 and :: apart, the latter for IPv6 alone.
        if ('target' in one && one.local.address !== address && isWildcard(address) && isWildcard(one.local.address)) continue;
        throw new SystemError('EADDRINUSE');
      }
    }
    return { address, port };
  }

  /** A port that nobody uses, from Linux's range for clients. */
  ephemeralPort(): number {
    const used = new Set(this.sockets.map(({ local }) => (typeof local === 'object' ? local.port : 0)));
    for (let tried = 0; tried < 28_232; tried++) {
      this.lastPort = this.lastPort >= 60_999 ? 32_768 : this.lastPort + 1;
      if (!used.has(this.lastPort)) return this.lastPort;
    }
    throw new SystemError('EADDRNOTAVAIL');
  }

  /** The address that packets out of `device` come from. */
  sourceOn(device: string): InterfaceAddress | undefined {
    return this.find(device)?.addresses.find((address) => !address.address.includes(':'));
  }
}
