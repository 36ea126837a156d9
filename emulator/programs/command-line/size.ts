const letters = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/** `4.0K`, `12M` as `ls -h`, `du -h`, `df -h` print sizes: at most three digits, rounded up. `base` 1000 for `--si`. */
export function formatHuman(bytes: number, base: 1000 | 1024 = 1024): string {
  let value = bytes;
  let power = 0;
  while (value >= base && power < letters.length - 1) {
    value /= base;
    power++;
  }
  if (power === 0) return String(bytes);
  const tenths = Math.ceil(value * 10) / 10;
  if (tenths < 10) return `${tenths.toFixed(1)}${base === 1000 && power === 1 ? 'k' : letters[power]}`;
  const whole = Math.ceil(value);
  if (whole >= base) return `1.0${letters[power + 1]}`;
  return `${whole}${base === 1000 && power === 1 ? 'k' : letters[power]}`;
}

/** `10`, `1K`, `5MB`, `2b` as head, tail, dd, truncate take sizes, in bytes; undefined when it is none. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)(?:(b|c|w)|([kKMGTPE])(iB|B)?)?$/.exec(text);
  if (!match) return undefined;
  const [, digits, small, letter, suffix] = match;
  const count = Number(digits);
  if (small !== undefined) return count * { b: 512, c: 1, w: 2 }[small as 'b' | 'c' | 'w'];
  if (letter === undefined) return count;
  return count * (suffix === 'B' ? 1000 : 1024) ** letters.indexOf(letter.toUpperCase());
}
