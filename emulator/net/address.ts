import type { Address, InterfaceAddress } from './types';

/** The 32 bits of a dotted IPv4 address; undefined when it is none. */
export function parseIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  let bits = 0;
  for (const part of match.slice(1)) {
    if (Number(part) > 255) return undefined;
    bits = bits * 256 + Number(part);
  }
  return bits;
}

/** The dotted text of 32 bits. */
export function formatIpv4(bits: number): Address {
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.');
}

/** Whether `text` could be an IPv6 address. */
export function isIpv6(text: string): boolean {
  return text.includes(':') && /^[0-9a-f:.]+$/i.test(text);
}

/** Whether `text` is an address and no name. */
export function isAddress(text: string): boolean {
  return parseIpv4(text) !== undefined || isIpv6(text);
}

/** Whether `address` is one of the loopback addresses. */
export function isLoopback(address: Address): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Whether `address` means all of one's own. */
export function isWildcard(address: Address): boolean {
  return address === '0.0.0.0' || address === '::' || address === '';
}

/** The mask of a prefix length. */
export function maskOf(prefix: number): number {
  return prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
}

/** Whether `address` lies in the network that `network` with its prefix is in. */
export function isInNetwork(address: Address, network: InterfaceAddress): boolean {
  const bits = parseIpv4(address);
  const base = parseIpv4(network.address);
  if (bits === undefined || base === undefined) return address === network.address;
  const mask = maskOf(network.prefix);
  return (bits & mask) >>> 0 === (base & mask) >>> 0;
}

/** The network of an interface's address: `172.17.0.0/16`. */
export function networkOf({ address, prefix }: InterfaceAddress): string {
  const bits = parseIpv4(address);
  return bits === undefined ? `${address}/${prefix}` : `${formatIpv4((bits & maskOf(prefix)) >>> 0)}/${prefix}`;
}

/** A route's destination as a network; `default` is everything. */
export function parseDestination(destination: string): InterfaceAddress {
  if (destination === 'default') return { address: '0.0.0.0', prefix: 0 };
  const [address = '', prefix] = destination.split('/');
  return { address, prefix: prefix === undefined ? 32 : Number(prefix) };
}

/** The hardware address that Docker's bridges give to an IPv4 address: `02:42:` and its four bytes. */
export function hardwareAddressFor(address: Address): string | undefined {
  const bits = parseIpv4(address);
  if (bits === undefined) return undefined;
  return `02:42:${[24, 16, 8, 0].map((shift) => ((bits >>> shift) & 255).toString(16).padStart(2, '0')).join(':')}`;
}
