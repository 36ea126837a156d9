import { makeWord } from '../parser/convert-word';
import type { Word, WordPart } from '../parser/tree';

/** A word as single unquoted letters and pieces that braces cannot cut. */
type Atom = string | Exclude<WordPart, { type: 'text' }>;

/** What braces may come to at most. */
const mostWords = 1_000_000;

/** Thrown by {@link expandBraces}: there is no room for so many words. */
export class TooManyWords extends Error {
  override readonly name = 'TooManyWords';
  constructor(readonly count: number) {
    super(`brace expansion: failed to allocate memory for ${count} elements`);
  }
}

/** Brace expansion: `a{b,c}d` and `{1..9..2}`. Everything else stays as it is; what is plain text then is given as such, for there may be a million of them. Throws {@link TooManyWords}. */
export function expandBraces(word: Word): (Word | string)[] {
  if (!word.braces) return [word];
  const whole = word.parts.flatMap((part): Atom[] => (part.type === 'text' ? [...part.text] : [part]));
  const expanded = expandAtoms(whole);
  if (expanded.length === 1) return [word];
  return expanded.map((atoms) => plainText(atoms) ?? toWord(atoms, word.source));
}

/** The text of atoms in which nothing is left to be expanded. */
function plainText(atoms: readonly Atom[]): string | undefined {
  let text = '';
  for (const atom of atoms) {
    if (typeof atom !== 'string') return undefined;
    text += atom;
  }
  return /^[\w./:@%,=-]+$/.test(text) ? text : undefined;
}

function toWord(atoms: readonly Atom[], source: string): Word {
  const parts: WordPart[] = [];
  for (const atom of atoms) {
    const last = parts[parts.length - 1];
    if (typeof atom !== 'string') parts.push(atom);
    // Braces come before everything else: `$x{a,b}` is `$xa $xb`.
    else if (last?.type === 'parameter' && /^\$[A-Za-z_]\w*$/.test(last.source) && /\w/.test(atom))
      parts[parts.length - 1] = { ...last, name: last.name + atom, source: last.source + atom };
    else parts.push({ type: 'text', text: atom });
  }
  return makeWord(parts, source);
}

function expandAtoms(atoms: readonly Atom[]): Atom[][] {
  for (let open = atoms.indexOf('{'); open >= 0; open = atoms.indexOf('{', open + 1)) {
    if (isParameter(atoms, open)) continue;
    const group = findGroup(atoms, open);
    if (!group) continue;
    const before = atoms.slice(0, open);
    const after = expandAtoms(atoms.slice(group.end + 1));
    const middles = group.commas.length > 0 ? pieces(atoms, open, group).flatMap((piece) => expandAtoms(piece)) : range(atoms.slice(open + 1, group.end));
    if (!middles) continue;
    if (middles.length * after.length > mostWords) throw new TooManyWords(middles.length * after.length);
    return middles.flatMap((middle) => after.map((rest) => [...before, ...middle, ...rest]));
  }
  return [[...atoms]];
}

/** `${` is no brace expression. */
function isParameter(atoms: readonly Atom[], open: number): boolean {
  return atoms[open - 1] === '$';
}

/** The closing brace of the one at `open`, and its commas; undefined when there is none, or neither comma nor `..`. */
function findGroup(atoms: readonly Atom[], open: number): { end: number; commas: number[] } | undefined {
  let depth = 0;
  const commas: number[] = [];
  let dots = false;
  for (let at = open + 1; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === '{') depth++;
    else if (atom === '}') {
      if (depth === 0) return commas.length > 0 || dots ? { end: at, commas } : undefined;
      depth--;
    } else if (depth === 0 && atom === ',') commas.push(at);
    else if (depth === 0 && atom === '.' && atoms[at + 1] === '.') dots = true;
  }
  return undefined;
}

function pieces(atoms: readonly Atom[], open: number, group: { end: number; commas: number[] }): Atom[][] {
  const cuts = [open, ...group.commas, group.end];
  return cuts.slice(1).map((cut, i) => atoms.slice((cuts[i] as number) + 1, cut));
}

/** `1..5`, `a..e`, `01..10..3`; undefined when it is none. */
function range(inner: readonly Atom[]): Atom[][] | undefined {
  const letters = inner.filter((atom) => typeof atom === 'string');
  if (letters.length < inner.length) return undefined;
  const text = letters.join('');
  const numbers = /^([+-]?\d+)\.\.([+-]?\d+)(?:\.\.([+-]?\d+))?$/.exec(text);
  if (numbers) {
    const [, first = '', last = '', by] = numbers;
    const width = /^[+-]?0\d/.test(first) || /^[+-]?0\d/.test(last) ? Math.max(first.length, last.length) : 0;
    return count(Number(first), Number(last), Number(by ?? 1)).map((value) => {
      const digits = String(Math.abs(value));
      const sign = value < 0 ? '-' : '';
      return [sign + digits.padStart(width - sign.length, '0')];
    });
  }
  const ends = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.([+-]?\d+))?$/.exec(text);
  if (!ends) return undefined;
  const [, first = '', last = '', by] = ends;
  return count(first.charCodeAt(0), last.charCodeAt(0), Number(by ?? 1)).map((code) => {
    const letter = String.fromCharCode(code);
    // `{Z..a}` passes a backslash, which quotes nothing here.
    return [/[A-Za-z]/.test(letter) ? letter : { type: 'quoted', text: letter }];
  });
}

function count(first: number, last: number, by: number): number[] {
  const stride = Math.max(1, Math.abs(by)) * (first <= last ? 1 : -1);
  const total = Math.floor(Math.abs(last - first) / Math.abs(stride)) + 1;
  if (total > mostWords) throw new TooManyWords(total);
  const values: number[] = [];
  for (let value = first; stride > 0 ? value <= last : value >= last; value += stride) values.push(value);
  return values;
}
