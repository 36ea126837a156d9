import type { InterfaceAddress, NetworkInterface } from './types';
import type { NetworkStack } from './stack';

/** A wire, or what a bridge connects: everyone on it hears everyone else. */
export class Segment {
  readonly links = new Set<Link>();
  /** Packets are not forwarded from here to another isolated segment. */
  isolated = false;
  /** Packets are not forwarded from or to here. */
  internal = false;
  /** Milliseconds that a packet is on its way. */
  delay = 0.02;
}

/** What counts as one packet of a stream of bytes, and the headers that each has. */
const segmentSize = 1448;
const headerSize = 66;

/** One interface, with what only the network knows of it. */
export class Link implements NetworkInterface {
  addresses: InterfaceAddress[] = [];
  up = true;
  master: string | undefined;
  /** What packets go out to; undefined for the port of a bridge and for loopback. */
  segment: Segment | undefined;
  /** The other end of a veth. */
  other: Link | undefined;
  readonly received = { bytes: 0, packets: 0 };
  readonly sent = { bytes: 0, packets: 0 };
  removed = false;

  constructor(
    readonly stack: NetworkStack,
    readonly name: string,
    readonly index: number,
    readonly kind: NetworkInterface['kind'],
    readonly hardwareAddress: string,
    readonly mtu: number,
  ) {}

  get peerIndex(): number | undefined {
    return this.other?.index;
  }
  get carrier(): boolean {
    if (this.kind === 'bridge') return [...(this.segment?.links ?? [])].some((link) => link !== this && link.up);
    return this.kind === 'loopback' || !this.removed;
  }
  /** Whether packets pass. */
  get works(): boolean {
    return this.up && !this.removed;
  }
}

/** One step of a packet's way: it leaves by one link and arrives by the other. */
export interface Hop {
  readonly out: Link;
  readonly in: Link;
}

/** Counts `bytes` of payload (and their headers) on every interface of a way; 0 bytes are one bare packet. */
export function countTraffic(way: readonly Hop[], bytes: number, backwards: boolean): void {
  const packets = Math.max(1, Math.ceil(bytes / segmentSize));
  const size = bytes + packets * headerSize;
  for (const hop of way) {
    for (const [link, leaves] of [
      [hop.out, !backwards],
      [hop.in, backwards],
    ] as const) {
      count(link, leaves, size, packets);
      // The end of a veth that is a bridge's port sees the mirror image of what its other end does.
      if (link.other) count(link.other, !leaves, size, packets);
    }
  }
}

function count(link: Link, leaves: boolean, bytes: number, packets: number): void {
  const counter = leaves ? link.sent : link.received;
  counter.bytes += bytes;
  counter.packets += packets;
}
