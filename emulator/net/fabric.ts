import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import type { Random } from '../kernel/random';
import type { Process } from '../process/types';
import { createAdministration, type AdministrationParts } from './administration';
import { createSocketCalls } from './socket-calls';
import { NetworkStack } from './stack';
import type { NetworkAdministration, NetworkNamespace, SocketCalls } from './types';
import { createUnixSockets } from './unix-sockets';

/** The network of all machines there are: namespaces, what connects them, and the sockets in them. */
export interface Fabric {
  /** A namespace with a loopback interface: a machine's, or a container's. */
  createNamespace(options?: { unprivilegedPorts?: boolean }): NetworkNamespace;
  /** Changes to a namespace, in the name of its machine's root. */
  administer(namespace: NetworkNamespace): NetworkAdministration;
  /** The socket calls of a process, in its namespace. */
  socketCalls(process: Process): SocketCalls;
  /** The inside of a namespace, for those that plug a machine into a wire. */
  stackOf(namespace: NetworkNamespace): NetworkStack;
}

/** The number of the first namespace. */
const firstId = 4_026_532_900;
/** First port that not only root may listen on. */
const firstFreePort = 1024;

/** A network with nothing in it. */
export function createFabric(options: { clock: Clock; random: Random }): Fabric {
  const { clock } = options;
  const random = options.random.fork('network');
  const unixSockets = createUnixSockets(clock);
  const stackOf = (namespace: NetworkNamespace) => {
    if (!(namespace instanceof NetworkStack)) throw new SystemError('EINVAL');
    return namespace;
  };
  let created = 0;
  const parts: AdministrationParts = {
    clock,
    random,
    stackOf,
    createStack: ({ unprivilegedPorts = false }) =>
      new NetworkStack(firstId + created++, unprivilegedPorts ? 0 : firstFreePort, 32_768 + random.integer(20_000)),
  };
  return {
    createNamespace: (given = {}) => parts.createStack(given),
    administer: (namespace) => createAdministration(parts, stackOf(namespace), () => undefined),
    stackOf,
    socketCalls(process) {
      const stack = stackOf(process.namespaces.network);
      const checkRoot = () => {
        if (process.credentials.uid !== 0) throw new SystemError('EPERM');
      };
      return createSocketCalls({ clock, random, unixSockets, stack, process, administration: createAdministration(parts, stack, checkRoot) });
    },
  };
}
