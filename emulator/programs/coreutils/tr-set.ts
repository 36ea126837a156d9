import { encode } from '../../kernel/bytes';
import { quoteLocale } from '../command-line/quote';

const range = (from: string, to: string) => Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, index) => from.charCodeAt(0) + index);
const digits = range('0', '9');
const upper = range('A', 'Z');
const lower = range('a', 'z');
const printable = range('!', '~');
const punctuation = printable.filter((byte) => ![...digits, ...upper, ...lower].includes(byte));

const classes: Readonly<Record<string, readonly number[]>> = {
  alnum: [...digits, ...upper, ...lower],
  alpha: [...upper, ...lower],
  blank: [9, 32],
  cntrl: [...Array.from({ length: 32 }, (_, byte) => byte), 127],
  digit: digits,
  graph: printable,
  lower,
  print: [32, ...printable],
  punct: punctuation,
  space: [9, 10, 11, 12, 13, 32],
  upper,
  xdigit: [...digits, ...range('A', 'F'), ...range('a', 'f')],
};

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };

/**
 * The bytes that a STRING of tr names: ranges, escapes, `[:class:]`, `[=c=]`, `[x*n]` (`[x*]` fills up to `wanted`). A complaint
 * when it is malformed.
 */
export function expandSet(text: string, wanted = 0): number[] | string {
  const set: number[] = [];
  const bytes = [...encode(text)].map((byte) => String.fromCharCode(byte)).join('');
  let at = 0;
  const take = (): number => {
    if (bytes[at] !== '\\' || at + 1 >= bytes.length) return bytes.charCodeAt(at++);
    const octal = /^\\([0-7]{1,3})/.exec(bytes.slice(at));
    if (octal) {
      at += octal[0].length;
      return Number.parseInt(octal[1] ?? '0', 8) & 255;
    }
    const letter = bytes[at + 1] ?? '';
    at += 2;
    return escapes[letter] ?? letter.charCodeAt(0);
  };
  while (at < bytes.length) {
    const named = /^\[:([a-z]*):\]/.exec(bytes.slice(at));
    if (named) {
      const members = classes[named[1] ?? ''];
      if (!members) return `invalid character class ${quoteLocale(named[1] ?? '')}`;
      set.push(...members);
      at += named[0].length;
      continue;
    }
    const repeated = /^\[(.)\*(\d*)\]/s.exec(bytes.slice(at));
    if (repeated) {
      const count = repeated[2] === '' ? Math.max(0, wanted - set.length) : Number.parseInt(repeated[2] ?? '0', repeated[2]?.startsWith('0') ? 8 : 10);
      for (let index = 0; index < count; index++) set.push((repeated[1] ?? '').charCodeAt(0));
      at += repeated[0].length;
      continue;
    }
    const equivalent = /^\[=(.)=\]/s.exec(bytes.slice(at));
    if (equivalent) {
      set.push((equivalent[1] ?? '').charCodeAt(0));
      at += equivalent[0].length;
      continue;
    }
    const start = at;
    const from = take();
    if (bytes[at] !== '-' || at + 1 >= bytes.length) {
      set.push(from);
      continue;
    }
    at++;
    const to = take();
    if (to < from) return `range-endpoints of ${quoteLocale(bytes.slice(start, at))} are in reverse collating sequence order`.replace(/[\u2018\u2019]/g, "'");
    for (let byte = from; byte <= to; byte++) set.push(byte);
  }
  return set;
}
