/** Addresses of a network, given out in order. */
export interface AddressPool {
  readonly prefix: number;
  readonly gateway: string;
  /** The next free address, or the one asked for; undefined when there is none (or it is taken). */
  take(wanted?: string): string | undefined;
  release(address: string): void;
  /** Whether an address lies in the network. */
  contains(address: string): boolean;
}

/** The numbers of a subnet: its first and last address. */
export interface PoolRange {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/** What a pool is made of. */
export interface PoolSettings {
  readonly subnet: string;
  /** The first free address of the range when absent. */
  readonly gateway?: string | undefined;
  /** The part of the subnet from which addresses are given out; all of it when absent. */
  readonly range?: string | undefined;
  /** Addresses that nobody gets. */
  readonly reserved?: readonly string[];
}

function toNumber(address: string): number | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

const toText = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

/** Reads an IPv4 subnet such as `172.18.0.0/16`; undefined when it is none. */
export function parsePool(subnet: string): PoolRange | undefined {
  const [address = '', bits = ''] = subnet.split('/');
  const number = toNumber(address);
  const prefix = Number(bits);
  if (number === undefined || !/^\d+$/.test(bits) || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const first = number - (number % size);
  return { first, last: first + size - 1, prefix };
}

/** Whether two subnets have addresses in common. */
export function overlaps(left: string, right: string): boolean {
  const [a, b] = [parsePool(left), parsePool(right)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

/** The pool of a readable subnet. `taken` is told of a reserved address that was not free. */
export function createPool({ subnet, gateway, range, reserved = [] }: PoolSettings, taken: (address: string) => void = () => undefined): AddressPool {
  const whole = parsePool(subnet) as PoolRange;
  const part = (range === undefined ? undefined : parsePool(range)) ?? whole;
  // A network of one or two addresses has none to spare for itself and for broadcasts.
  const used = new Set<number>(whole.prefix > 30 ? [] : [whole.first, whole.last]);
  // After the highest one given out, so that an address that was just freed is not taken up at once; then from the start.
  let next = part.first;
  const take = (wanted?: string) => {
    if (wanted !== undefined) {
      const number = toNumber(wanted);
      if (number === undefined || used.has(number)) return undefined;
      used.add(number);
      return wanted;
    }
    for (let tried = part.first; tried <= part.last; tried++) {
      const number = next;
      next = next >= part.last ? part.first : next + 1;
      if (used.has(number)) continue;
      used.add(number);
      return toText(number);
    }
    return undefined;
  };
  const own = take(gateway) ?? gateway ?? toText(whole.first);
  for (const address of reserved) if (take(address) === undefined) taken(address);
  return {
    prefix: whole.prefix,
    gateway: own,
    take,
    release(address) {
      const number = toNumber(address);
      if (number === undefined) return;
      used.delete(number);
      next = Math.min(next, number);
    },
    contains(address) {
      const number = toNumber(address);
      return number !== undefined && number >= whole.first && number <= whole.last;
    },
  };
}
