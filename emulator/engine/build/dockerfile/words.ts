import { DockerfileError } from './error';
import type { Pair } from './command';

/** Words with their quotes and escapes still in them, split at blanks outside quotes. */
export function splitWords(text: string, escape: string): string[] {
  const words: string[] = [];
  let word = '';
  let open = false;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote === '' && /\s/.test(letter)) {
      if (open) words.push(word);
      word = '';
      open = false;
      continue;
    }
    open = true;
    word += letter;
    if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
    else if (letter === quote) quote = '';
    else if (letter === escape && quote !== "'" && at + 1 < text.length) word += text[++at] ?? '';
  }
  if (open) words.push(word);
  return words;
}

/** `a=b c="d e"` of ENV and LABEL, or the old form `name value…`. Throws {@link DockerfileError}. */
export function parsePairs(text: string, instruction: string, escape: string): { pairs: Pair[]; legacy: boolean } {
  const words = splitWords(text, escape);
  const [first] = words;
  if (first === undefined) return { pairs: [], legacy: false };
  if (!first.includes('=')) {
    const [, key = '', value] = /^(\S+)\s+([\s\S]*)$/.exec(text) ?? [];
    if (value === undefined) throw new DockerfileError(`${instruction} must have two arguments`);
    return { pairs: [{ key, value }], legacy: true };
  }
  const pairs = words.map((word) => {
    const at = word.indexOf('=');
    if (at < 0) throw new DockerfileError(`Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`);
    return { key: word.slice(0, at), value: word.slice(at + 1) };
  });
  return { pairs, legacy: false };
}

/** The strings of a JSON array; undefined when the text is none. */
export function jsonList(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined; // a command for the shell that begins with a bracket
  }
}
