import { SystemError } from '../kernel/errno';
import type { Fabric } from './fabric';
import { Segment } from './link';
import type { Address, InterfaceAddress, NameServer, NetworkNamespace } from './types';

/** The world outside of the machines: one wire, at its end a router, and behind that all sites. */
export interface Internet {
  /** Where sites' servers run: a process in it listens at a site's address. */
  readonly namespace: NetworkNamespace;
  /** What machines use as gateway and as name server. */
  readonly gateway: Address;
  readonly nameServer: Address;
  /** Gives an address to a site, under all of `names`. EADDRINUSE when another site has it. */
  addSite(address: Address, names: readonly string[]): void;
  /** Gives a machine its way out. */
  plug(namespace: NetworkNamespace, options: { name: string; address: InterfaceAddress; hardwareAddress: string }): void;
}

/** Where the router is, on the wire that machines are plugged into. */
const gateway: InterfaceAddress = { address: '10.0.2.2', prefix: 24 };
const nameServer: InterfaceAddress = { address: '10.0.2.3', prefix: 24 };

/** Milliseconds to a site, one way. */
const delay = 4;

/** An Internet without sites. */
export function createInternet(fabric: Fabric): Internet {
  const namespace = fabric.createNamespace();
  const stack = fabric.stackOf(namespace);
  const wire = new Segment();
  wire.delay = delay;
  const router = stack.addInterface('eth0', 'ethernet', '52:54:00:12:35:02');
  router.addresses = [gateway, nameServer];
  router.segment = wire;
  wire.links.add(router);

  const addresses = new Map<string, Address[]>();
  const names = new Map<Address, readonly string[]>();
  const answer: NameServer = ({ name, type }) => {
    if (type === 'PTR') {
      const address = name
        .replace(/\.in-addr\.arpa$/i, '')
        .split('.')
        .reverse()
        .join('.');
      const first = names.get(address)?.[0];
      return first === undefined ? { status: 'NXDOMAIN', records: [] } : { status: 'NOERROR', records: [{ name, type, data: first }] };
    }
    const found = addresses.get(name.toLowerCase());
    if (!found) return { status: 'NXDOMAIN', records: [] };
    return { status: 'NOERROR', records: type === 'A' ? found.map((data) => ({ name, type, data })) : [] };
  };
  fabric.administer(namespace).serveNames(namespace, nameServer.address, answer);

  return {
    namespace,
    gateway: gateway.address,
    nameServer: nameServer.address,
    addSite(address, siteNames) {
      if (names.has(address)) throw new SystemError('EADDRINUSE');
      router.addresses.push({ address, prefix: 32 });
      names.set(address, siteNames);
      for (const name of siteNames) addresses.set(name.toLowerCase(), [...(addresses.get(name.toLowerCase()) ?? []), address]);
    },
    plug(plugged, { name, address, hardwareAddress }) {
      const own = fabric.stackOf(plugged);
      const link = own.addInterface(name, 'ethernet', hardwareAddress);
      link.addresses = [address];
      link.segment = wire;
      wire.links.add(link);
      own.addRoute({ destination: 'default', gateway: gateway.address, device: name, protocol: 'dhcp' });
    },
  };
}
