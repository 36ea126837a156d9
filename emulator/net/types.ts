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
  /** Whether something is plugged in (a bridge without ports has none: `NO-CARRIER`). */
  readonly carrier: boolean;
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
  /** Who made it: `kernel` for those that come with an address. */
  readonly protocol: 'kernel' | 'boot' | 'dhcp' | 'static';
}

/** A socket for `ss` and `netstat`. */
export interface SocketInfo {
  readonly protocol: 'tcp' | 'udp' | 'unix';
  readonly state: 'LISTEN' | 'ESTAB' | 'UNCONN' | 'TIME-WAIT' | 'CLOSE-WAIT';
  readonly local: Endpoint | string;
  readonly peer: Endpoint | string | undefined;
  /** As in `socket:[12345]`, by which /proc/PID/fd tells whose it is. */
  readonly inode: number;
  /** The user it was made by. */
  readonly uid: number;
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
  /** Whether an echo request to the address is answered, and after how many milliseconds; undefined when it is not. ENETUNREACH without a route. */
  ping(address: Address): Promise<number | undefined>;
  /** Asks one name server (nslookup, dig, a forwarding server). ETIMEDOUT (after the usual wait) when nothing answers, ECONNREFUSED when no name server is there. */
  queryName(server: Address, question: NameQuestion): Promise<NameAnswer>;
  /** Changes to interfaces, addresses and routes (rtnetlink and netfilter). Each throws EPERM unless the caller is root. */
  readonly administration: NetworkAdministration;
}

/** What a name server is asked. */
export interface NameQuestion {
  /** Without a dot at its end. For PTR the whole name: `2.0.17.172.in-addr.arpa`. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'PTR';
}

/** What it answers. `records` is empty when the name is there but has nothing of that type. */
export interface NameAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';
  readonly records: readonly { readonly name: string; readonly type: 'A' | 'AAAA' | 'PTR' | 'CNAME'; readonly data: string }[];
}

/** A name server: a function that answers, in whatever namespace it was put (see {@link NetworkAdministration.serveNames}). */
export type NameServer = (question: NameQuestion) => NameAnswer | Promise<NameAnswer>;

/** An address of an interface with the length of its network's prefix. */
export interface InterfaceAddress {
  readonly address: Address;
  readonly prefix: number;
}

/** A bridge in the caller's namespace. */
export interface BridgeOptions {
  readonly name: string;
  /** Its own, which containers use as gateway; none for a bridge that only connects its ports. */
  readonly address?: InterfaceAddress;
  readonly hardwareAddress?: string;
  readonly mtu?: number;
  /** Packets are not forwarded between this bridge and other isolated ones: they are dropped, and callers time out. */
  readonly isolated?: boolean;
  /** Nothing is forwarded between this bridge and anything else. */
  readonly internal?: boolean;
}

/** A veth pair: one end in `namespace`, the other a port of a bridge in the caller's namespace. */
export interface AttachmentOptions {
  readonly namespace: NetworkNamespace;
  readonly bridge: string;
  /** Of the end in `namespace`; `eth0`, or the lowest free `ethN`, when absent. */
  readonly name?: string;
  readonly address?: InterfaceAddress;
  /** Makes the default route, when there is none yet. */
  readonly gateway?: Address;
  /** Made from the IPv4 address when absent (`02:42:…`). */
  readonly hardwareAddress?: string;
  /** Of the end at the bridge; `veth` and seven digits when absent. */
  readonly hostName?: string;
}

/** What {@link NetworkAdministration.attach} made. */
export interface Attachment {
  readonly name: string;
  readonly hostName: string;
  readonly hardwareAddress: string;
  /** Live: the end in the namespace, with its counters. */
  readonly interface: NetworkInterface;
  /** Takes both ends away, with the routes through them. */
  remove(): void;
}

/** A port of the caller's namespace that leads to an endpoint elsewhere. */
export interface PublishOptions {
  /** `0.0.0.0` and `::` for all. */
  readonly address: Address;
  /** 0 takes a free one. */
  readonly port: number;
  readonly protocol?: 'tcp' | 'udp';
  readonly target: Endpoint;
}

/** Something that is there until it is closed. */
export interface Publication {
  readonly local: Endpoint;
  close(): void;
}

/** What root can change of the network. Where nothing else is said, it happens in the caller's namespace. */
export interface NetworkAdministration {
  /** A namespace with a loopback interface, up. `unprivilegedPorts`: users other than root may listen below 1024 too, as Docker sets it. */
  createNamespace(options?: { unprivilegedPorts?: boolean }): NetworkNamespace;
  /** Takes its interfaces away (and the other ends of its veths). */
  removeNamespace(namespace: NetworkNamespace): void;
  /** EEXIST when the name is taken. */
  createBridge(options: BridgeOptions): void;
  /** ENODEV when there is none. */
  removeInterface(name: string): void;
  setUp(name: string, up: boolean): void;
  addAddress(name: string, address: InterfaceAddress): void;
  removeAddress(name: string, address: Address): void;
  addRoute(route: { destination: string; gateway?: Address; device?: string }): void;
  removeRoute(destination: string): void;
  attach(options: AttachmentOptions): Attachment;
  /** Makes `gateway` the default route of `namespace`, instead of the one that it has; takes that away when absent. */
  setGateway(namespace: NetworkNamespace, gateway: Address | undefined): void;
  /** EADDRINUSE when the port is taken, EADDRNOTAVAIL when the address is not one's own. */
  publish(options: PublishOptions): Publication;
  /** Answers names at port 53 of `address` in `namespace`; the answer stops it. */
  serveNames(namespace: NetworkNamespace, address: Address, server: NameServer): () => void;
}
