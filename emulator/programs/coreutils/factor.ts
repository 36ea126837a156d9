import { decode } from '../../kernel/bytes';
import type { Process } from '../../process/types';
import { readAll } from '../command-line/input';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let square = base % modulus, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % modulus) if (rest & 1n) result = (result * square) % modulus;
  return result;
}

const witnesses = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];

/** Miller-Rabin: certain up to 3.3·10²⁴, beyond that as good as certain. */
function isPrime(number: bigint): boolean {
  if (number < 2n) return false;
  for (const prime of witnesses) if (number % prime === 0n) return number === prime;
  let odd = number - 1n;
  let twos = 0;
  for (; (odd & 1n) === 0n; odd >>= 1n) twos++;
  return witnesses.every((witness) => {
    let value = power(witness, odd, number);
    if (value === 1n || value === number - 1n) return true;
    for (let step = 1; step < twos; step++) {
      value = (value * value) % number;
      if (value === number - 1n) return true;
    }
    return false;
  });
}

function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** A proper divisor of a composite number, by Pollard's rho in Brent's way. */
async function divisorOf(process: Process, number: bigint): Promise<bigint> {
  for (let shift = 1n; ; shift++) {
    let slow = 2n;
    let divisor = 1n;
    for (let length = 1; divisor === 1n; length *= 2) {
      let fast = slow;
      for (let done = 0; done < length && divisor === 1n; done += 128) {
        let product = 1n;
        const before = fast;
        for (let step = 0; step < Math.min(128, length - done); step++) {
          fast = (fast * fast + shift) % number;
          product = (product * (fast > slow ? fast - slow : slow - fast)) % number;
        }
        divisor = commonDivisor(product, number);
        if (divisor === number) {
          divisor = 1n;
          for (fast = before; divisor === 1n; divisor = commonDivisor(fast > slow ? fast - slow : slow - fast, number)) fast = (fast * fast + shift) % number;
        }
        await process.tick();
      }
      slow = fast;
    }
    if (divisor !== number) return divisor;
  }
}

/** Prime factors in ascending order. */
async function factorsOf(process: Process, number: bigint): Promise<bigint[]> {
  const found: bigint[] = [];
  let rest = number;
  for (let small = 2n; small < 1000n && small * small <= rest; small++) for (; rest % small === 0n; rest /= small) found.push(small);
  const open = rest > 1n ? [rest] : [];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (isPrime(one)) found.push(one);
    else {
      const divisor = await divisorOf(process, one);
      open.push(divisor, one / divisor);
    }
  }
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** 2 2 3 as `2^2 3`. */
function withExponents(factors: readonly bigint[]): string[] {
  return [...new Set(factors)].map((prime) => {
    const times = factors.filter((factor) => factor === prime).length;
    return times === 1 ? String(prime) : `${prime}^${times}`;
  });
}

/** `factor`: prime factors of the operands, or of the words of standard input. */
export const createFactor = (flavour: Flavour) =>
  createTool(
    {
      name: 'factor',
      options: { exponents: 'h,exponents' },
      help: `Usage: factor [OPTION] [NUMBER]...
Print the prime factors of each specified integer NUMBER.

If no NUMBER is specified, read it from standard input.

  -h, --exponents   print repeated factors in form p^e unless e is 1
      --help        display this help and exit
      --version     output version information and exit
`,
      async run(tool) {
        const { process, out } = tool;
        const words = tool.operands.length > 0 ? tool.operands : decode(await readAll(process, 0)).split(/\s+/).filter((word) => word !== '');
        for (const word of words) {
          const [, digits] = /^\s*\+?(\d+)$/.exec(word) ?? [];
          if (digits === undefined || (flavour === 'busybox' && BigInt(digits) > 0xffff_ffff_ffff_ffffn)) {
            if (flavour === 'busybox') throw new UsageError('bad usage');
            await tool.complain(`${quoteLocale(word)} is not a valid positive integer`);
            continue;
          }
          const factors = await factorsOf(process, BigInt(digits));
          await out.write(`${[`${BigInt(digits)}:`, ...(tool.options.has('exponents') ? withExponents(factors) : factors)].join(' ')}\n`);
        }
      },
    },
    flavour,
  );
