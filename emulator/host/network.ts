import type { Random } from '../kernel/random';
import { Segment } from '../net/interface';
import { Namespace, type NameServer } from '../net/namespace';
import type { Address } from '../net/types';

/** Where the host and the rest of the world meet: the addresses of a small virtual machine behind its hypervisor. */
const hostAddress = '10.0.2.15';
const gatewayAddress = '10.0.2.2';
const nameServerAddress = '10.0.2.3';

/** The host's network and what stands for the internet behind it. */
export interface HostNetwork {
  readonly host: Namespace;
  /** The world: servers that are emulated listen here, each at an address of its own. */
  readonly internet: Namespace;
  /** Gives a name of the internet an address there (one that the internet then owns). */
  addName(name: string, address: Address): void;
}

/** The network that a host boots with: lo, and eth0 behind a router that answers for every emulated server. */
export function createHostNetwork(random: Random): HostNetwork {
  const uplink = new Segment();
  const host = new Namespace();
  host.forwards = true;
  const hardware = () => `52:54:00:${random.hex(3).replaceAll(/(..)(?=.)/g, '$1:')}`;
  host.addInterface('eth0', 'ethernet', hardware(), uplink).addresses.push({ address: hostAddress, prefix: 24 });
  host.addRoute({ destination: 'default', gateway: gatewayAddress, device: 'eth0', source: hostAddress, scope: 'global' });

  const internet = new Namespace();
  internet.forwards = true;
  const router = internet.addInterface('eth0', 'ethernet', hardware(), uplink);
  router.addresses.push({ address: gatewayAddress, prefix: 24 }, { address: nameServerAddress, prefix: 24 });
  const names = new Map<string, Address>();
  const answer: NameServer = async (name) => {
    const address = names.get(name);
    return address === undefined ? undefined : [address];
  };
  internet.nameServers.set(nameServerAddress, answer);
  return {
    host,
    internet,
    addName(name, address) {
      names.set(name, address);
      if (!internet.owns(address)) router.addresses.push({ address, prefix: 32 });
    },
  };
}
