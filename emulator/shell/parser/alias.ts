import { forEachChild, parse } from 'unbash';
import type { SyntaxNode } from 'unbash';

/**
 * Puts the text of aliases in the place of command names, as bash does when it reads a line. An alias is not expanded in its own text; one that
 * ends with a blank lets the next word be an alias too.
 */
export function expandAliases(source: string, aliases: ReadonlyMap<string, string>): string {
  let text = source;
  // Each place remembers what it came from, so that `alias ls='ls -F'` ends.
  const done: { start: number; end: number; names: ReadonlySet<string> }[] = [];
  for (let turn = 0; turn < 200; turn++) {
    const found = findAlias(text, aliases, done);
    if (!found) return text;
    const { start, end, name } = found;
    const replacement = aliases.get(name) as string;
    text = text.slice(0, start) + replacement + text.slice(end);
    const shift = replacement.length - (end - start);
    const names = new Set([name]);
    for (const place of done) {
      if (place.start <= start && place.end >= end) {
        for (const inherited of place.names) names.add(inherited);
        place.end += shift;
      } else if (place.start >= end) {
        place.start += shift;
        place.end += shift;
      }
    }
    done.push({ start, end: start + replacement.length, names });
  }
  return text;
}

function findAlias(
  text: string,
  aliases: ReadonlyMap<string, string>,
  done: readonly { start: number; end: number; names: ReadonlySet<string> }[],
): { start: number; end: number; name: string } | undefined {
  let found: { start: number; end: number; name: string } | undefined;
  const consider = (start: number, end: number) => {
    const name = text.slice(start, end);
    if (found || !aliases.has(name)) return;
    if (done.some((place) => place.start <= start && place.end >= end && place.names.has(name))) return;
    found = { start, end, name };
  };
  const visit = (node: SyntaxNode): void => {
    if (found) return;
    if (node.type === 'Command' && node.name) {
      consider(node.name.pos, node.name.end);
      for (const place of done) {
        // The alias before this word ended with a blank.
        if (!/[ \t]$/.test(text.slice(place.start, place.end))) continue;
        for (const word of node.args) if (word.pos >= place.end && text.slice(place.end, word.pos).trim() === '') consider(word.pos, word.end);
      }
    }
    // What stands in backquotes has places of its own.
    if (node.type !== 'Script' || node.source === undefined) forEachChild(node, visit);
  };
  visit(parse(text));
  return found;
}
