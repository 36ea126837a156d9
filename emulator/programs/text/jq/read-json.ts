import type { Json } from './types';

/** The text is not JSON; `message` is jq's, with line and column. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
}

/** The JSON values of a text, one after another. Throws {@link JsonTextError} where it stops being JSON. */
export function* readJsonValues(text: string): Generator<Json> {
  let at = 0;
  const fail = (message: string, end: number): never => {
    const before = text.slice(0, end);
    throw new JsonTextError(`${message} at line ${before.split('\n').length}, column ${end - (before.lastIndexOf('\n') + 1)}`);
  };
  for (;;) {
    at += /^[\s\ufeff]*/.exec(text.slice(at, at + 100_000))?.[0].length ?? 0;
    if (at >= text.length) return;
    const end = findEnd(text, at);
    if (end < 0) return fail('Unfinished JSON term at EOF', text.length);
    const piece = text.slice(at, end);
    let value: Json;
    try {
      value = piece === 'nan' || piece === 'NaN' ? Number.NaN : (JSON.parse(piece) as Json);
    } catch {
      const bad = badPlace(piece);
      return fail(bad.message, at + bad.at);
    }
    yield value;
    at = end;
  }
}

/** Where the value that begins at `start` ends; −1 when the text ends before. */
function findEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
      if (at >= text.length) return -1;
      if (depth === 0) return at + 1;
    } else if (letter === '[' || letter === '{') depth++;
    else if (letter === ']' || letter === '}') {
      if (--depth <= 0) return at + 1;
    } else if (depth === 0) {
      const word = /^[^\s[\]{}",:]+/.exec(text.slice(at, at + 4096))?.[0] ?? letter;
      return at + word.length;
    }
  }
  return -1;
}

function badPlace(piece: string): { message: string; at: number } {
  const word = /(?<![\w"])(?!true\b|false\b|null\b|nan\b)[A-Za-z_'][\w']*/.exec(piece.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => ' '.repeat(text.length)));
  if (word) return { message: 'Invalid numeric literal', at: Math.min(piece.length + 1, word.index + word[0].length + 1) };
  const comma = /,\s*([\]}])/.exec(piece);
  if (comma) return { message: comma[1] === '}' ? 'Objects must consist of key:value pairs' : 'Expected another array element', at: comma.index + comma[0].length };
  return { message: 'Expected separator between values', at: piece.length };
}
