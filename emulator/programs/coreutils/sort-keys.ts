import type { Random } from '../../kernel/random';
import { quoteLocale } from '../command-line/quote';
import { compareVersions } from '../command-line/version-order';

/** What holds for a whole sort: the ordering letters that are no key's own, the separator, and whether equal lines keep their order. */
export interface SortOptions {
  readonly letters: string;
  readonly separator: string | undefined;
  readonly stable: boolean;
}

/** Where a key lies in a line (fields and characters count from 1; character 0 at the end means the field's last) and how it is compared. */
export interface SortKey {
  readonly start: { readonly field: number; readonly character: number; readonly blanks: boolean };
  readonly end: { readonly field: number; readonly character: number; readonly blanks: boolean } | undefined;
  readonly letters: string;
}

/** Reads `-k` definitions (`2,3n`, `1.2r`); a complaint when one is none. */
export function readKeys(definitions: readonly string[], options: SortOptions): SortKey[] | string {
  const keys: SortKey[] = [];
  for (const text of definitions) {
    const match = /^(\d+)(?:\.(\d+))?([bdfghiMnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnRrV]*))?$/.exec(text);
    if (!match) return badKey(text);
    const [, field = '', character, startLetters = '', endField, endCharacter, endLetters = ''] = match;
    if (Number(field) === 0 || endField === '0') return `field number is zero: invalid field specification ${quoteLocale(text)}`;
    const own = startLetters + endLetters;
    const letters = own === '' ? options.letters : own;
    keys.push({
      start: { field: Number(field), character: Number(character ?? 1), blanks: startLetters.includes('b') || (own === '' && options.letters.includes('b')) },
      end: endField === undefined ? undefined : { field: Number(endField), character: Number(endCharacter ?? 0), blanks: endLetters.includes('b') },
      letters,
    });
  }
  return keys;
}

/** What is wrong with a key that is none. */
function badKey(text: string): string {
  const rest = /^\d+(.*)$/.exec(text)?.[1];
  if (rest === undefined) return `invalid number at field start: invalid count at start of ${quoteLocale(text)}`;
  const after = /^\.(.*)$/.exec(rest)?.[1];
  if (after !== undefined && !/^\d/.test(after)) return `invalid number after '.': invalid count at start of ${quoteLocale(after)}`;
  const end = /^(?:\.\d+)?[bdfghiMnRrV]*,(.*)$/.exec(rest)?.[1];
  if (end !== undefined && !/^\d/.test(end)) return `invalid number after ',': invalid count at start of ${quoteLocale(end)}`;
  return `stray character in field spec: invalid field specification ${quoteLocale(text)}`;
}

/** The order of two lines by the keys, then (unless stable) by all their bytes. */
export function createComparison(keys: readonly SortKey[], options: SortOptions, random: Random): (a: string, b: string) => number {
  const salt = random.hex(4);
  const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const effective = keys.length > 0 ? keys : options.letters.replace('r', '') === '' ? [] : [{ start: { field: 1, character: 1, blanks: options.letters.includes('b') }, end: undefined, letters: options.letters }];
  const reversed = options.letters.includes('r');
  const comparisons = effective.map((key) => {
    const compare = comparisonFor(key.letters, salt);
    const sign = key.letters.includes('r') ? -1 : 1;
    return (a: string, b: string) => sign * compare(extract(a, key, options.separator), extract(b, key, options.separator));
  });
  return (a, b) => {
    for (const compare of comparisons) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    if (comparisons.length > 0 && options.stable) return 0;
    return reversed ? byBytes(b, a) : byBytes(a, b);
  };
}

/** Where each field begins and ends. Without a separator a field begins with the blanks before it. */
function fieldsOf(line: string, separator: string | undefined): [number, number][] {
  const fields: [number, number][] = [];
  let at = 0;
  if (separator !== undefined) {
    for (;;) {
      const end = line.indexOf(separator, at);
      fields.push([at, end < 0 ? line.length : end]);
      if (end < 0) return fields;
      at = end + 1;
    }
  }
  while (at < line.length) {
    const start = at;
    while (at < line.length && (line[at] === ' ' || line[at] === '\t')) at++;
    while (at < line.length && line[at] !== ' ' && line[at] !== '\t') at++;
    fields.push([start, at]);
  }
  return fields;
}

function extract(line: string, key: SortKey, separator: string | undefined): string {
  if (key.start.field === 1 && key.start.character === 1 && !key.end && !key.start.blanks) return line;
  const fields = fieldsOf(line, separator);
  const skipBlanks = (from: number, blanks: boolean) => {
    let at = from;
    while (blanks && (line[at] === ' ' || line[at] === '\t')) at++;
    return at;
  };
  const first = fields[key.start.field - 1];
  if (!first) return '';
  const start = Math.min(skipBlanks(first[0], key.start.blanks) + key.start.character - 1, line.length);
  if (!key.end) return line.slice(start);
  const last = fields[key.end.field - 1];
  if (!last) return line.slice(start);
  const end = key.end.character === 0 ? last[1] : Math.min(skipBlanks(last[0], key.end.blanks) + key.end.character, line.length);
  return line.slice(start, Math.max(start, end));
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function comparisonFor(letters: string, salt: string): (a: string, b: string) => number {
  const prepare = (text: string) => {
    let key = text;
    if (letters.includes('b')) key = key.trimStart();
    if (letters.includes('d')) key = key.replaceAll(/[^A-Za-z0-9 \t]/g, '');
    if (letters.includes('f')) key = key.toUpperCase();
    return key;
  };
  const numbers = (read: (text: string) => number) => (a: string, b: string) => read(a) - read(b) || 0;
  if (letters.includes('n')) return numbers((text) => Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1]?.replace(/^-?\.?$/, '0') ?? 0));
  if (letters.includes('g')) return numbers((text) => Number.parseFloat(text) || 0);
  if (letters.includes('h')) {
    return numbers((text) => {
      const [, digits = '', unit = ''] = /^[ \t]*(-?\d*\.?\d+)([KkMGTPE]?)/.exec(text) ?? [];
      return Number(digits) * 1024 ** Math.max(0, ' KMGTPE'.indexOf(unit.toUpperCase() || ' '));
    });
  }
  if (letters.includes('M')) return numbers((text) => months.indexOf(text.trimStart().slice(0, 3).toUpperCase()));
  if (letters.includes('V')) return compareVersions;
  if (letters.includes('R')) return (a, b) => (a === b ? 0 : scramble(a, salt) - scramble(b, salt));
  return (a, b) => {
    const [left, right] = [prepare(a), prepare(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

function scramble(text: string, salt: string): number {
  let hash = 7;
  for (const character of salt + text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return hash;
}
