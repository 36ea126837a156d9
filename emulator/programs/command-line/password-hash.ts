import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatenate, encode } from '../../kernel/bytes';
import type { Process } from '../../process/types';

const letters = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const defaultRounds = 5000;

/** The two kinds of crypt(3) that /etc/shadow may hold here. */
type Kind = '5' | '6';
const kinds = { '5': { hash: sha256, size: 32 }, '6': { hash: sha512, size: 64 } } as const;

function repeated(block: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += block.length) bytes.set(block.subarray(0, Math.min(block.length, length - at)), at);
  return bytes;
}

/** Six bits a letter, the lowest first, out of three bytes in the order that each kind prescribes. */
function encodeDigest(digest: Uint8Array, kind: Kind): string {
  const take = (a: number, b: number, c: number, count: number) => {
    let bits = (a << 16) | (b << 8) | c;
    let text = '';
    for (let left = count; left > 0; left--, bits >>>= 6) text += letters[bits & 63];
    return text;
  };
  const byte = (at: number) => digest[at] ?? 0;
  let text = '';
  let triple: [number, number, number] = kind === '6' ? [0, 21, 42] : [0, 10, 20];
  for (let group = 0; group < (kind === '6' ? 21 : 10); group++) {
    const [a, b, c] = triple;
    text += take(byte(a), byte(b), byte(c), 4);
    triple = kind === '6' ? [b + 1, c + 1, a + 1] : [c + 1, a + 1, b + 1];
  }
  return text + (kind === '6' ? take(0, 0, byte(63), 2) : take(0, byte(31), byte(30), 3));
}

/** SHA-crypt: what crypt(3) makes of a password with `$5$` or `$6$`. */
async function shaCrypt(process: Process, password: string, salt: string, kind: Kind, rounds: number): Promise<string> {
  const { hash, size } = kinds[kind];
  const key = encode(password);
  const seasoning = encode(salt);
  const alternate = hash(concatenate([key, seasoning, key]));
  const parts = [key, seasoning, repeated(alternate, key.length)];
  for (let left = key.length; left > 0; left >>= 1) parts.push(left & 1 ? alternate : key);
  let digest: Uint8Array = hash(concatenate(parts));
  const p = repeated(hash(concatenate(Array.from(key, () => key))), key.length);
  const s = repeated(hash(concatenate(Array.from({ length: 16 + (digest[0] ?? 0) }, () => seasoning))), seasoning.length);
  for (let round = 0; round < rounds; round++) {
    const pieces = [round & 1 ? p : digest];
    if (round % 3) pieces.push(s);
    if (round % 7) pieces.push(p);
    pieces.push(round & 1 ? digest : p);
    digest = hash(concatenate(pieces));
    if (round % 200 === 0) await process.tick();
  }
  return `$${kind}$${rounds === defaultRounds ? '' : `rounds=${rounds}$`}${salt}$${encodeDigest(digest.subarray(0, size), kind)}`;
}

/** What /etc/shadow holds of a new password. */
export async function hashPassword(process: Process, password: string, kind: Kind = '6'): Promise<string> {
  const salt = Array.from(process.system.random.bytes(16), (byte) => letters[byte & 63]).join('');
  return await shaCrypt(process, password, salt, kind, defaultRounds);
}

/** Whether `password` is the one whose hash /etc/shadow holds. An empty field takes the empty password, `!` and `*` none. */
export async function checkPassword(process: Process, password: string, hash: string): Promise<boolean> {
  if (hash === '') return password === '';
  const [, kind, rounds, salt] = /^\$([56])\$(?:rounds=(\d+)\$)?([^$]{0,16})\$/.exec(hash) ?? [];
  if (kind === undefined || salt === undefined) return false;
  return (await shaCrypt(process, password, salt, kind as Kind, Number(rounds ?? defaultRounds))) === hash;
}
