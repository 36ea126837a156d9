import { encode } from '../../../kernel/bytes';
import { Blowfish } from './blowfish';

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const saltLetters = 22;
/** Bytes of a password that count, with the zero at its end. */
const longestKey = 72;

function toLetters(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,6}/g) ?? []).map((six) => alphabet[parseInt(six.padEnd(6, '0'), 2)] ?? '').join('');
}

function fromLetters(letters: string, count: number): Uint8Array {
  const bits = Array.from(letters, (letter) => alphabet.indexOf(letter).toString(2).padStart(6, '0')).join('');
  return Uint8Array.from({ length: count }, (_, index) => parseInt(bits.slice(index * 8, index * 8 + 8), 2));
}

function toWords(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4));
}

/** Hashes a password with a salt in bcrypt's letters; `pause` is awaited now and then, since that takes long on purpose. */
async function hashWith(password: string, version: string, cost: number, salt: string, pause: () => Promise<void> | undefined): Promise<string> {
  const key = new Uint8Array([...encode(password), 0]).subarray(0, longestKey);
  const saltBytes = fromLetters(salt, 16);
  const none = new Uint32Array(4);
  const cipher = new Blowfish();
  cipher.expand(key, toWords(saltBytes));
  for (let round = 0; round < 2 ** cost; round++) {
    cipher.expand(key, none);
    cipher.expand(saltBytes, none);
    await pause();
  }
  const words = toWords(encode('OrpheanBeholderScryDoubt'));
  for (let at = 0; at < words.length; at += 2) {
    const block = words.subarray(at, at + 2);
    for (let times = 0; times < 64; times++) cipher.encrypt(block);
  }
  const bytes = new Uint8Array(words.length * 4);
  for (const [index, word] of words.entries()) new DataView(bytes.buffer).setUint32(index * 4, word);
  return `$${version}$${String(cost).padStart(2, '0')}$${salt}${toLetters(bytes.subarray(0, 23))}`;
}

/** A new hash of a password, as `htpasswd -B` makes it; `salt` is 16 random bytes. */
export async function hashPassword(password: string, cost: number, salt: Uint8Array, pause: () => Promise<void> | undefined): Promise<string> {
  return await hashWith(password, '2y', cost, toLetters(salt).slice(0, saltLetters), pause);
}

/** Whether a password has this hash; false for what is no hash of bcrypt. */
export async function isPassword(password: string, hash: string, pause: () => Promise<void> | undefined): Promise<boolean> {
  const match = /^\$(2[aby])\$(\d\d)\$([./A-Za-z0-9]{22})[./A-Za-z0-9]{31}$/.exec(hash);
  if (!match) return false;
  const [, version = '', cost = '', salt = ''] = match;
  return (await hashWith(password, version, Number(cost), salt, pause)) === hash;
}
