import type { NetworkInterface } from '../../net/types';

/** Arithmetic on dotted addresses, and how interfaces are described in words. */
export function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function toDotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** The mask of a prefix: `255.255.0.0` for 16. */
export function maskOf(prefix: number): string {
  return toDotted(2 ** 32 - 2 ** (32 - prefix));
}

/** The last address of a network. */
export function broadcastOf(address: string, prefix: number): string {
  const size = 2 ** (32 - prefix);
  return toDotted(Math.floor(toNumber(address) / size) * size + size - 1);
}

export const isDotted = (text: string): boolean => /^(\d{1,3})(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);

/** `LOOPBACK,UP,LOWER_UP` and so on, as the kernel orders them. */
export function interfaceFlags({ kind, up, carrier }: NetworkInterface): string[] {
  const base = kind === 'loopback' ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST'];
  return [...(up && !carrier ? ['NO-CARRIER'] : []), ...base, ...(up ? ['UP'] : []), ...(up && carrier ? ['LOWER_UP'] : [])];
}

/** The operational state in one word. */
export function interfaceState({ kind, up, carrier }: NetworkInterface): 'UNKNOWN' | 'UP' | 'DOWN' {
  if (!up || !carrier) return 'DOWN';
  return kind === 'loopback' ? 'UNKNOWN' : 'UP';
}

/** `eth0@if5`: a veth is named with its other end, which is in another namespace. */
export function linkName(one: NetworkInterface): string {
  return one.peerIndex === undefined ? one.name : `${one.name}@if${one.peerIndex}`;
}
