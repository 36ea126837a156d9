/** Seeded chance: the same seed gives the same ids, names and ports in the same order. */
export interface Random {
  /** `count` bytes. */
  bytes(count: number): Uint8Array;
  /** `count` bytes as 2 × `count` lower-case hexadecimal digits. */
  hex(count: number): string;
  /** A whole number from 0 to `limit` − 1. */
  integer(limit: number): number;
  /** A source of its own, which depends on this one's seed and `label` alone, not on what was drawn before. */
  fork(label: string): Random;
}

/** FNV-1a over UTF-16 units: a 32-bit number out of a seed text. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A {@link Random} (sfc32) from a text; not for secrets. */
export function createRandom(seed: string): Random {
  let a = hash(`a${seed}`);
  let b = hash(`b${seed}`);
  let c = hash(`c${seed}`);
  let counter = 1;
  const next = () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const random: Random = {
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
    hex: (count) => Array.from(random.bytes(count), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    integer: (limit) => next() % limit,
    fork: (label) => createRandom(`${seed}/${label}`),
  };
  return random;
}
