import type { Clock } from '../kernel/clock';
import { isLoopback, isWildcard } from './address';
import { noBytes } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { anonymousAttributes } from '../process/pipe-file';
import { createStreamFile } from '../vfs/stream-file';
import { createConnection } from './connection';
import { countTraffic, type Hop } from './link';
import type { NetworkStack } from './stack';
import { connectTimeout, findWay, type NoWay, type Way } from './way';
import type { Address, ConnectedSocket, Endpoint } from './types';

/** Connects from a namespace to an endpoint: the client's socket, or why there is none. */
export function connectTcp(clock: Clock, from: NetworkStack, uid: number, address: Address, port: number): ConnectedSocket | NoWay {
  const aim = isWildcard(address) ? (address === '::' ? '::1' : '127.0.0.1') : address;
  const way = findWay(from, aim);
  if ('error' in way) return way;
  const acceptor = way.target.acceptorOf(aim, port);
  if (!acceptor) return refused(way.hops);
  const client = { address: way.source, port: from.ephemeralPort() };
  const peer = { address: aim, port };
  if (!('target' in acceptor)) return open(clock, { from, uid, way, client, peer, seen: client, at: peer, listener: acceptor });

  // A published port. From the machine itself by loopback it is a proxy's, which has accepted before it knows whether the container does.
  const { target } = acceptor;
  const proxied = from === way.target && isLoopback(aim);
  const inner = findWay(way.target, target.address);
  const listener = 'error' in inner ? undefined : inner.target.acceptorOf(target.address, target.port);
  if ('error' in inner || !listener || 'target' in listener) {
    if (proxied) return refusedBehindProxy(clock, client, peer);
    return 'error' in inner ? inner : refused(way.hops);
  }
  const seen = { address: proxied || way.source === target.address ? inner.source : way.source, port: client.port };
  const hops = proxied ? inner.hops : [...way.hops, ...inner.hops].filter((hop) => hop.out !== hop.in);
  return open(clock, { from, uid, way: { ...inner, hops }, client, peer, seen, at: target, listener });
}

interface Opening {
  from: NetworkStack;
  uid: number;
  way: Way;
  client: Endpoint;
  peer: Endpoint;
  /** The client as the server sees it. */
  seen: Endpoint;
  /** Where the server was reached. */
  at: Endpoint;
  listener: { readonly uid: number; offer(connection: ConnectedSocket): boolean };
}

function open(clock: Clock, { from, uid, way, client, peer, seen, at, listener }: Opening): ConnectedSocket | NoWay {
  const { hops, target } = way;
  const connection = createConnection({
    clock,
    client: { local: client, peer },
    server: { local: at, peer: seen },
    clientUid: uid,
    serverUid: listener.uid,
    sent: (bytes, backwards) => countTraffic(hops, bytes, backwards),
    passes: () => hops.every((hop) => hop.out.works && hop.in.works),
    closed(row) {
      from.connected.delete(row);
      target.connected.delete(row);
    },
  });
  for (const backwards of [false, true, false]) countTraffic(hops, 0, backwards);
  if (!listener.offer(connection.server.socket)) {
    connection.server.socket.release();
    connection.client.socket.release();
    return { error: 'ETIMEDOUT', after: connectTimeout };
  }
  from.connected.add(connection.client.row);
  target.connected.add(connection.server.row);
  return connection.client.socket;
}

function refused(hops: readonly Hop[]): NoWay {
  countTraffic(hops, 0, false);
  countTraffic(hops, 0, true);
  return { error: 'ECONNREFUSED', after: 0 };
}

/**
 * A connection to a proxy that finds nobody behind itself and closes: what is sent before that is answered with a reset, and who sends
 * nothing reads the end.
 */
function refusedBehindProxy(clock: Clock, local: Endpoint, peer: Endpoint): ConnectedSocket {
  const { attributes, inode } = anonymousAttributes('socket', clock);
  let state: 'closing' | 'reset' | 'told' = 'closing';
  const stream = createStreamFile({
    name: `socket:[${inode}]`,
    options: { read: true, write: true },
    attributes: () => ({ ...attributes, mode: 0o777 }),
    read() {
      if (state !== 'reset') return noBytes;
      state = 'told';
      throw new SystemError('ECONNRESET');
    },
    write(bytes) {
      if (state === 'told') throw new SystemError('EPIPE');
      if (state === 'closing') state = 'reset';
      return bytes.length;
    },
  });
  return Object.assign(stream, { local, peer, shutdownWrite: () => undefined });
}
