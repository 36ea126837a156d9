import { isLoopback, isWildcard } from '../net/address';
import { NetworkStack } from '../net/stack';
import { findWay } from '../net/way';
import type { Host } from './host';

/** A TCP port of the host at which something answers, as its own browser would name it. */
export interface AnsweringPort {
  /** `localhost`, or the address that the port is bound to when it is bound to one that loopback does not reach. */
  readonly host: string;
  readonly port: number;
}

/**
 * The TCP ports of the host that can be connected to now, by number: what its processes listen on, and published ports behind which a
 * container listens. Read from the network's state: nobody is connected to, so no server's log tells of it.
 */
export function answeringPorts({ init }: Host): AnsweringPort[] {
  const { namespace } = init.network;
  if (!(namespace instanceof NetworkStack)) return [];
  const found = new Map<string, AnsweringPort>();
  for (const { protocol, state, local } of namespace.sockets) {
    if (protocol !== 'tcp' || state !== 'LISTEN' || typeof local === 'string') continue;
    const everywhere = isWildcard(local.address) || isLoopback(local.address);
    const host = everywhere ? 'localhost' : local.address;
    if (accepts(namespace, everywhere ? '127.0.0.1' : local.address, local.port)) found.set(`${host}:${local.port}`, { host, port: local.port });
  }
  return [...found.values()].sort((a, b) => a.port - b.port || a.host.localeCompare(b.host));
}

/** Whether somebody would accept a connection: for a published port, its container. */
function accepts(from: NetworkStack, address: string, port: number): boolean {
  const acceptor = from.acceptorOf(address, port);
  if (!acceptor || !('target' in acceptor)) return acceptor !== undefined;
  const way = findWay(from, acceptor.target.address);
  return !('error' in way) && way.target.acceptorOf(acceptor.target.address, acceptor.target.port) !== undefined;
}
