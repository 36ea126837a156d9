import { SystemError } from '../kernel/errno';
import type { Random } from '../kernel/random';
import type { Clock } from '../kernel/clock';
import { anonymousAttributes } from '../process/pipe-file';
import { hardwareAddressFor } from './address';
import type { Forward, NetworkStack } from './stack';
import type { Attachment, AttachmentOptions, NetworkAdministration, NetworkNamespace } from './types';

/** What an administration needs of the network that it belongs to. */
export interface AdministrationParts {
  readonly clock: Clock;
  readonly random: Random;
  createStack(options: { unprivilegedPorts?: boolean }): NetworkStack;
  stackOf(namespace: NetworkNamespace): NetworkStack;
}

/** Changes to `own` and what hangs on it. `check` is called first, each time: it throws EPERM. */
export function createAdministration(parts: AdministrationParts, own: NetworkStack, check: () => void): NetworkAdministration {
  const { random, clock } = parts;
  const localAddress = () => {
    const bytes = random.bytes(6);
    bytes[0] = ((bytes[0] ?? 0) & 0xfe) | 2; // one machine's, of its own making
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  };

  function attach(options: AttachmentOptions): Attachment {
    const bridge = own.get(options.bridge);
    if (bridge.kind !== 'bridge' || !bridge.segment) throw new SystemError('EOPNOTSUPP');
    const stack = parts.stackOf(options.namespace);
    let name = options.name;
    for (let number = 0; name === undefined; number++) if (!stack.find(`eth${number}`)) name = `eth${number}`;
    const hostName = options.hostName ?? `veth${random.hex(4).slice(0, 7)}`;
    const hardwareAddress = options.hardwareAddress ?? (options.address && hardwareAddressFor(options.address.address)) ?? localAddress();
    const port = own.addInterface(hostName, 'veth', localAddress(), bridge.mtu);
    const link = stack.addInterface(name, 'veth', hardwareAddress, bridge.mtu);
    port.master = bridge.name;
    port.other = link;
    link.other = port;
    link.segment = bridge.segment;
    bridge.segment.links.add(link);
    if (options.address) link.addresses = [options.address];
    if (options.gateway !== undefined && !stack.routes.some((route) => route.destination === 'default'))
      stack.addRoute({ destination: 'default', gateway: options.gateway, device: name });
    return { name, hostName, hardwareAddress, interface: link, remove: () => stack.removeInterface(link) };
  }

  const administration: NetworkAdministration = {
    createNamespace: (options = {}) => parts.createStack(options),
    removeNamespace(namespace) {
      const stack = parts.stackOf(namespace);
      for (const link of [...stack.interfaces]) stack.removeInterface(link);
    },
    createBridge({ name, address, hardwareAddress, mtu, isolated = false, internal = false }) {
      const link = own.addInterface(name, 'bridge', hardwareAddress ?? localAddress(), mtu);
      if (address) link.addresses = [address];
      if (link.segment) Object.assign(link.segment, { isolated, internal });
    },
    removeInterface: (name) => own.removeInterface(own.get(name)),
    setUp: (name, up) => void (own.get(name).up = up),
    addAddress(name, address) {
      const link = own.get(name);
      if (link.addresses.some((one) => one.address === address.address)) throw new SystemError('EEXIST');
      link.addresses.push(address);
    },
    removeAddress(name, address) {
      const link = own.get(name);
      if (!link.addresses.some((one) => one.address === address)) throw new SystemError('EADDRNOTAVAIL');
      link.addresses = link.addresses.filter((one) => one.address !== address);
    },
    addRoute: (route) => own.addRoute(route),
    removeRoute: (destination) => own.removeRoute(destination),
    attach,
    setGateway(namespace, gateway) {
      const stack = parts.stackOf(namespace);
      const present = stack.routes.find((route) => route.destination === 'default');
      if (present?.gateway === gateway) return;
      if (present) stack.removeRoute('default');
      if (gateway !== undefined) stack.addRoute({ destination: 'default', gateway });
    },
    publish({ address, port, protocol = 'tcp', target }) {
      const local = own.bind(address, port, protocol);
      const forward: Forward = { local, target, protocol, inode: anonymousAttributes('socket', clock).inode };
      own.forwards.add(forward);
      return { local, close: () => void own.forwards.delete(forward) };
    },
    serveNames(namespace, address, server) {
      const { nameServers } = parts.stackOf(namespace);
      if (nameServers.has(address)) throw new SystemError('EADDRINUSE');
      nameServers.set(address, server);
      return () => {
        if (nameServers.get(address) === server) nameServers.delete(address);
      };
    },
  };
  const checked = Object.entries(administration).map(([name, call]) => [
    name,
    (...values: never[]): unknown => {
      check();
      return (call as (...values: never[]) => unknown)(...values);
    },
  ]);
  return Object.fromEntries(checked) as NetworkAdministration;
}
