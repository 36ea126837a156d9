import type { OpenFile } from '../vfs/open-file';

/** Dotted IPv4 or colon IPv6 text, as `ip addr` prints it. */
export type Address = string;

/** An interface as `ip addr` shows it. */
export interface NetworkInterface {
  readonly name: string;
  readonly index: number;
  readonly hardwareAddress: string;
  readonly kind: 'loopback' | 'ethernet' | 'bridge' | 'veth';
  readonly addresses: readonly { readonly address: Address; readonly prefix: number }[];
  readonly up: boolean;
  readonly mtu: number;
  /** The bridge that it is a port of. */
  readonly master?: string;
  /** For a veth: the other end's index. */
  readonly peerIndex?: number;
  readonly received: { readonly bytes: number; readonly packets: number };
  readonly sent: { readonly bytes: number; readonly packets: number };
}

export interface Route {
  /** `default` or `172.17.0.0/16` */
  readonly destination: string;
  readonly gateway?: Address;
  readonly device: string;
  readonly source?: Address;
  readonly scope: 'global' | 'link' | 'host';
}

/** A socket for `ss` and `netstat`. */
export interface SocketInfo {
  readonly protocol: 'tcp' | 'udp' | 'unix';
  readonly state: 'LISTEN' | 'ESTAB' | 'UNCONN' | 'TIME-WAIT' | 'CLOSE-WAIT';
  readonly local: Endpoint | string;
  readonly peer: Endpoint | string | undefined;
}

export interface Endpoint {
  readonly address: Address;
  readonly port: number;
}

/** Interfaces, addresses, routes and listening sockets that belong together: the host has one, each container its own. */
export interface NetworkNamespace {
  readonly id: number;
  readonly interfaces: readonly NetworkInterface[];
  readonly routes: readonly Route[];
  readonly sockets: readonly SocketInfo[];
}

/** What accepts connections. It is a file too: closing its descriptor stops it. */
export interface ListeningSocket extends OpenFile {
  readonly local: Endpoint | string;
}

/** One end of a connection: a file that can be read and written. */
export interface ConnectedSocket extends OpenFile {
  readonly local: Endpoint | string;
  readonly peer: Endpoint | string;
  /** Ends the sending half: the other side reads the end (shutdown(2) with SHUT_WR). */
  shutdownWrite(): void;
}

/**
 * The socket calls of a process, in its network namespace. Descriptors are ordinary: read, write, poll, close.
 * Throws `SystemError`: ECONNREFUSED where nobody listens, EADDRINUSE, EHOSTUNREACH/ENETUNREACH without a route, ETIMEDOUT, EACCES.
 */
export interface SocketCalls {
  readonly namespace: NetworkNamespace;
  /** Listens on TCP; address `0.0.0.0` or `::` for all; port 0 takes a free one. */
  listen(address: Address, port: number): number;
  /** Listens on a Unix socket, making the file (EADDRINUSE when there is one). */
  listenUnix(path: string, options?: { mode?: number }): number;
  /** Waits for a connection and returns its descriptor. */
  accept(listener: number): Promise<number>;
  /** TCP. */
  connect(address: Address, port: number): Promise<number>;
  /** ENOENT without the file, ECONNREFUSED when nobody listens any more, EACCES without write permission. */
  connectUnix(path: string): Promise<number>;
  socket(descriptor: number): ConnectedSocket | ListeningSocket;
  /** Addresses of a name by /etc/hosts and the name servers of /etc/resolv.conf; empty when there are none. */
  resolve(name: string): Promise<Address[]>;
  /** Whether an echo request to the address is answered, and after how many milliseconds; undefined when it is not. */
  ping(address: Address): Promise<number | undefined>;
}
