import type { Errno } from '../kernel/errno';
import { isIpv6, isLoopback } from './address';
import type { Hop, Segment } from './link';
import type { NetworkStack } from './stack';
import type { Address } from './types';

/** How packets get from one namespace to another. */
export interface Way {
  readonly target: NetworkStack;
  /** Where the packets come from, as the target sees it. */
  readonly source: Address;
  readonly hops: readonly Hop[];
  /** Milliseconds in one direction. */
  readonly delay: number;
}

/** Why there is no way, and how long it takes until the caller knows. */
export interface NoWay {
  readonly error: Errno;
  readonly after: number;
}

/** How long Linux tries to find a neighbour on the wire, and to send a SYN that nobody answers. */
const neighbourTimeout = 3070;
export const connectTimeout = 134_000;

const hopLimit = 64;

/** The way of packets from `from` to `address`, over bridges, through the machines that forward between them. */
export function findWay(from: NetworkStack, address: Address): Way | NoWay {
  if (from.isOwn(address)) {
    const loopback = from.get('lo');
    const source = !isLoopback(address) || isIpv6(address) ? address : '127.0.0.1';
    return { target: from, source, hops: [{ out: loopback, in: loopback }], delay: 0.015 };
  }
  if (isIpv6(address) || isLoopback(address)) return { error: 'ENETUNREACH', after: 0 };

  const hops: Hop[] = [];
  let stack = from;
  let source: Address | undefined;
  let came: Hop | undefined;
  let delay = 0;
  for (let left = hopLimit; left > 0; left--) {
    const route = stack.routeTo(address);
    if (!route) return { error: 'ENETUNREACH', after: 0 };
    const link = stack.find(route.device);
    const segment = link?.segment;
    if (!link || !segment) return { error: 'ENETUNREACH', after: 0 };
    if (came?.in.segment && !mayForward(came.in.segment, segment)) return { error: 'ETIMEDOUT', after: connectTimeout };
    source ??= route.source ?? stack.sourceOn(route.device)?.address;
    // What comes from a bridge and leaves by another interface is masqueraded.
    if (came?.in.kind === 'bridge' && came.in !== link) source = stack.sourceOn(route.device)?.address ?? source;
    const wanted = route.gateway ?? address;
    const neighbour = [...segment.links].find((one) => one !== link && one.works && one.addresses.some((own) => own.address === wanted));
    if (!neighbour || !link.works) return { error: 'EHOSTUNREACH', after: neighbourTimeout };
    came = { out: link, in: neighbour };
    hops.push(came);
    delay += segment.delay;
    stack = neighbour.stack;
    if (stack.isOwn(address)) return { target: stack, source: source ?? '0.0.0.0', hops, delay };
  }
  return { error: 'EHOSTUNREACH', after: 0 };
}

function mayForward(from: Segment, to: Segment): boolean {
  if (from === to) return true;
  return !(from.internal || to.internal || (from.isolated && to.isolated));
}
