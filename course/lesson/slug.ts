import type { PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';

/** Words that say how something is asked rather than what about. */
const stopWords = new Set(
  (
    'a about all also am an any are as ask at be been between by can command commands could did difference differences do does doing done each example explain for from get give ' +
    'had has have he her how i if in into is it its just may me mean means might mine must my of on one ones or our out please purpose shall should so some tell term than that ' +
    'the their them then there these they this those to us use used uses using vs was we were what whats when where whether which while who whom whose why will with within would you your'
  ).split(' '),
);

const joining = new Set(['and', 'or', 'vs', 'versus']);
const longest = 60;

/**
 * An address for a question that reads well and depends on nothing but its words:
 *
 * 1. the first sentence counts, without what is in brackets; when nothing is left, the whole text does;
 * 2. inline code counts with every word but `sudo` and placeholders such as `<hash>`; of the other words those that only ask are dropped
 *    (“what is the difference between”), and so are accents;
 * 3. “and” stays between two words that stay; small letters, hyphens, at most 60 characters, never a cut word.
 *
 * What is left of “What does `docker images` command do?” is `docker-images`.
 */
export function slugOf(heading: readonly PhrasingContent[]): string {
  const pieces = flatten(heading);
  const short = pick(firstSentence(pieces));
  return short !== '' ? short : cut(pieces.flatMap((piece) => words(piece.text))) || 'question';
}

/** An address within a page for a heading: all its words, since there they need not be few. */
export function anchorOf(heading: readonly PhrasingContent[]): string {
  return cut(flatten(heading).flatMap((piece) => words(piece.text))) || 'section';
}

/** Gives every name a suffix that an earlier one has taken: `docker-images`, `docker-images-2`. */
export function distinctName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

interface Piece {
  text: string;
  code: boolean;
}

function flatten(nodes: readonly PhrasingContent[]): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (node.type === 'inlineCode') return [{ text: node.value, code: true }];
    return 'children' in node ? flatten(node.children) : [{ text: toString(node) || ' ', code: false }];
  });
}

/** The pieces up to the end of the first sentence, without brackets and what they hold. */
function firstSentence(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  let depth = 0;
  for (const piece of pieces) {
    if (piece.code) {
      if (depth === 0) kept.push(piece);
      continue;
    }
    let text = '';
    for (const [index, character] of [...piece.text].entries()) {
      if (character === '(' || character === '[') depth++;
      else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
      else if (depth === 0) text += character;
      if (depth > 0 || !/[?!.]/.test(character)) continue;
      const next = [...piece.text][index + 1];
      if (next === undefined || /\s/.test(next)) {
        if (pick([...kept, { text, code: false }]) !== '') return [...kept, { text, code: false }];
      }
    }
    kept.push({ text, code: false });
  }
  return kept;
}

function pick(pieces: readonly Piece[]): string {
  const picked: string[] = [];
  let join: string | undefined;
  for (const piece of pieces) {
    const text = piece.code ? piece.text.replace(/<[^>]*>|\[[^\]]*\]+/g, ' ') : piece.text;
    for (const word of words(text)) {
      if (!piece.code && joining.has(word)) join = 'and';
      else if (piece.code ? word !== 'sudo' : !stopWords.has(word)) {
        if (join !== undefined && picked.length > 0) picked.push(join);
        picked.push(word);
        join = undefined;
      }
    }
  }
  return cut(picked);
}

function words(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').replace(/['’]/g, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function cut(all: readonly string[]): string {
  let slug = '';
  for (const word of all) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (slug !== '' && longer.length > longest) break;
    slug = longer;
  }
  return [...slug].slice(0, longest).join('').replace(/-and$/, '');
}
