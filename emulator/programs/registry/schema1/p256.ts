import { sha256 } from '@noble/hashes/sha2.js';
import { concatenate } from '../../../kernel/bytes';

/** The curve P-256 (FIPS 186): prime, order, coefficient a = −3, generator. */
const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const generator: Point = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};

interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

const modulo = (value: bigint, by: bigint) => ((value % by) + by) % by;

/** The inverse by Euclid's algorithm. */
function inverse(value: bigint, by: bigint): bigint {
  let [a, b, u, v] = [modulo(value, by), by, 1n, 0n];
  while (a !== 0n) {
    const quotient = b / a;
    [a, b, u, v] = [b - quotient * a, a, v - quotient * u, u];
  }
  return modulo(v, by);
}

/** Adds two points; undefined is the one at infinity. */
function add(p: Point | undefined, q: Point | undefined): Point | undefined {
  if (!p) return q;
  if (!q) return p;
  if (p.x === q.x && p.y !== q.y) return undefined;
  const slope = p.x === q.x ? modulo((3n * p.x * p.x - 3n) * inverse(2n * p.y, prime), prime) : modulo((q.y - p.y) * inverse(q.x - p.x, prime), prime);
  const x = modulo(slope * slope - p.x - q.x, prime);
  return { x, y: modulo(slope * (p.x - x) - p.y, prime) };
}

function multiply(point: Point, times: bigint): Point {
  let sum: Point | undefined;
  let power: Point | undefined = point;
  for (let rest = times; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = add(sum, power);
    power = add(power, power);
  }
  return sum ?? point;
}

const toNumber = (bytes: Uint8Array) => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** 32 bytes, the highest first. */
function toBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * (31 - index))) & 0xffn));
}

/** A key pair that signs with ES256 (ECDSA over P-256 with SHA-256). */
export interface SigningKey {
  /** Coordinates of the public point, 32 bytes each. */
  readonly x: Uint8Array;
  readonly y: Uint8Array;
  /** r and s, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/** A key of 32 random bytes. */
export function createSigningKey(seed: Uint8Array): SigningKey {
  const secret = modulo(toNumber(seed), order - 1n) + 1n;
  const open = multiply(generator, secret);
  return {
    x: toBytes(open.x),
    y: toBytes(open.y),
    sign(message) {
      const hash = sha256(message);
      for (let counter = 0; ; counter++) {
        // The number that must never be used twice comes from the secret and the message.
        const once = modulo(toNumber(sha256(concatenate([toBytes(secret), hash, Uint8Array.of(counter)]))), order - 1n) + 1n;
        const r = modulo(multiply(generator, once).x, order);
        const s = modulo(inverse(once, order) * (toNumber(hash) + r * secret), order);
        if (r !== 0n && s !== 0n) return concatenate([toBytes(r), toBytes(s)]);
      }
    },
  };
}
