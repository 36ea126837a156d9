/** Words of the subkeys, of one substitution box, and of all. */
const subkeyCount = 18;
const boxSize = 256;
const wordCount = subkeyCount + 4 * boxSize;
const rounds = 16;

/** arctan(1/n), multiplied by 2 to the power of `bits`. */
function arctangent(n: bigint, bits: bigint): bigint {
  let power = (1n << bits) / n;
  let sum = power;
  for (let divisor = 3n, sign = -1n; power > 0n; divisor += 2n, sign = -sign) {
    power /= n * n;
    sum += (sign * power) / divisor;
  }
  return sum;
}

let initial: Uint32Array | undefined;

/** What Blowfish begins with: the binary digits of π behind the point, by Machin's formula. */
function initialWords(): Uint32Array {
  if (initial) return initial;
  const spare = 64n;
  const bits = BigInt(wordCount * 32) + spare;
  const pi = 16n * arctangent(5n, bits) - 4n * arctangent(239n, bits);
  const digits = ((pi - (3n << bits)) >> spare).toString(16).padStart(wordCount * 8, '0');
  return (initial = Uint32Array.from({ length: wordCount }, (_, index) => parseInt(digits.slice(index * 8, index * 8 + 8), 16)));
}

/** The block cipher Blowfish, with its key schedule in the steps that bcrypt wants. */
export class Blowfish {
  private readonly words = initialWords().slice();

  /** Encrypts a block of two words in place. */
  encrypt(block: Uint32Array): void {
    const { words } = this;
    let left = block[0] ?? 0;
    let right = block[1] ?? 0;
    for (let round = 0; round < rounds; round++) {
      left = (left ^ words[round]!) >>> 0;
      const mixed = (((words[subkeyCount + (left >>> 24)]! + words[subkeyCount + boxSize + ((left >>> 16) & 255)]!) ^ words[subkeyCount + 2 * boxSize + ((left >>> 8) & 255)]!) + words[subkeyCount + 3 * boxSize + (left & 255)]!) >>> 0;
      [left, right] = [(right ^ mixed) >>> 0, left];
    }
    block[0] = (right ^ words[rounds + 1]!) >>> 0;
    block[1] = (left ^ words[rounds]!) >>> 0;
  }

  /** Mixes a key in, and a salt of four words (zeros when there is none). */
  expand(key: Uint8Array, salt: Uint32Array): void {
    const { words } = this;
    for (let index = 0, at = 0; index < subkeyCount; index++) {
      let word = 0;
      for (let byte = 0; byte < 4; byte++, at = (at + 1) % key.length) word = ((word << 8) | (key[at] ?? 0)) >>> 0;
      words[index] = (words[index]! ^ word) >>> 0;
    }
    const block = new Uint32Array(2);
    for (let index = 0; index < wordCount; index += 2) {
      block[0] = (block[0]! ^ salt[index % 4]!) >>> 0;
      block[1] = (block[1]! ^ salt[(index + 1) % 4]!) >>> 0;
      this.encrypt(block);
      words[index] = block[0];
      words[index + 1] = block[1];
    }
  }
}
