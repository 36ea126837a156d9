import { resolveAddress } from '../address';

/** Where a style sheet's parts come from. */
export interface CssSources {
  /** The text of another style sheet and where it was found; undefined when it is not there. */
  sheet(url: string): Promise<{ readonly url: string; readonly text: string } | undefined>;
  /** A file as a `data:` URL; undefined when it is not there. */
  file(url: string): Promise<string | undefined>;
}

const string = String.raw`"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'`;
const bareAddress = String.raw`(?:\\(?:[0-9a-f]{1,6}\s?|[^])|[^)'"\s\\])*`;
const address = String.raw`url\(\s*(?:(?<quoted>${string})|(?<bare>${bareAddress}))\s*\)`;
const importRule = String.raw`@import\s+(?:url\(\s*(?:(?<importQuoted>${string})|(?<importBare>${bareAddress}))\s*\)|(?<importString>${string}))(?<conditions>[^;]*)(?:;|$)`;
/** Comments and strings are in it so that nothing inside them is taken for an address. */
const parts = new RegExp(String.raw`\/\*[^]*?(?:\*\/|$)|${importRule}|${address}|${string}`, 'gi');

/** How deep style sheets may import each other. */
const deepest = 8;

/** A style sheet (or the text of a `style` attribute) in which everything that it names by address is contained. */
export async function inlineCss(css: string, base: string, sources: CssSources, depth = 0): Promise<string> {
  const pieces: Promise<string>[] = [];
  const plain = (from: number, to?: number) => pieces.push(Promise.resolve(css.slice(from, to)));
  let last = 0;
  for (const match of css.matchAll(parts)) {
    const { quoted, bare, importQuoted, importBare, importString, conditions } = match.groups ?? {};
    const imported = importQuoted ?? importBare ?? importString;
    const named = quoted ?? bare;
    if (imported === undefined && named === undefined) continue;
    plain(last, match.index);
    last = match.index + match[0].length;
    if (imported !== undefined) pieces.push(importSheet(unquote(imported), conditions ?? '', base, sources, depth));
    else pieces.push(inlineFile(unquote(named ?? ''), match[0], base, sources));
  }
  plain(last);
  return (await Promise.all(pieces)).join('');
}

async function inlineFile(named: string, whole: string, base: string, sources: CssSources): Promise<string> {
  if (named === '' || named.startsWith('#')) return whole;
  const url = resolveAddress(named, base);
  const data = url === undefined ? undefined : await sources.file(url);
  return data === undefined ? whole : `url("${data}")`;
}

async function importSheet(named: string, conditions: string, base: string, sources: CssSources, depth: number): Promise<string> {
  const url = resolveAddress(named, base);
  const sheet = url === undefined || depth >= deepest ? undefined : await sources.sheet(url);
  if (!sheet) return '';
  const text = await inlineCss(sheet.text.replace(/^\s*@charset\s[^;]*;/i, ''), sheet.url, sources, depth + 1);
  return wrap(text, conditions.trim());
}

/** Puts what an `@import` says of layer, support and media around the sheet. */
function wrap(text: string, conditions: string): string {
  const layer = /^layer(?:\(([^)]*)\))?(?=\s|$)/i.exec(conditions);
  let rest = layer ? conditions.slice(layer[0].length).trim() : conditions;
  let supports: string | undefined;
  if (/^supports\(/i.test(rest)) {
    let depth = 0;
    let end = 'supports'.length;
    do {
      if (rest[end] === '(') depth++;
      if (rest[end] === ')') depth--;
      end++;
    } while (depth > 0 && end < rest.length);
    supports = rest.slice('supports('.length, end - 1);
    rest = rest.slice(end).trim();
  }
  let wrapped = text;
  if (layer) wrapped = `@layer ${layer[1] ?? ''} {${wrapped}}`;
  if (supports !== undefined) wrapped = `@supports (${supports}) {${wrapped}}`;
  return rest === '' ? wrapped : `@media ${rest} {${wrapped}}`;
}

function unquote(text: string): string {
  const inner = /^["']/.test(text) ? text.slice(1, -1) : text;
  return inner.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^]))/gi, (_, code: string | undefined, character: string | undefined) =>
    code === undefined ? (character === '\n' ? '' : (character ?? '')) : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  );
}
