import { resolveAddress } from '../address';

/** A page's import map, as far as it is needed: exact names, and names that end with a slash. */
export interface ImportMap {
  readonly imports?: Readonly<Record<string, string>>;
}

/** Modules that a page may have. */
const mostModules = 400;

const specifiers =
  /(\b(?:import|export)\b\s*(?:[\w$*{}\s,]*?[\s}*]from\s*)?|\bimport\s*\(\s*(?:\/\*[^]*?\*\/\s*)*)(["'])((?:\\.|(?!\2)[^\\\n])+)\2/g;

/** Where a specifier leads from the module at `base`; undefined for what is no address of the machine. */
export function resolveSpecifier(specifier: string, base: string, page: string, map: ImportMap): string | undefined {
  const exact = map.imports?.[specifier];
  if (exact !== undefined) return resolveAddress(exact, page);
  if (/^(\.{0,2}\/|https?:)/.test(specifier)) return resolveAddress(specifier, base);
  const prefix = Object.keys(map.imports ?? {})
    .filter((key) => key.endsWith('/') && specifier.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? undefined : resolveAddress(`${map.imports?.[prefix] ?? ''}${specifier.slice(prefix.length)}`, page);
}

/** The text of a module with its imports as whole addresses, and what it imports. A module from a `data:` URL cannot resolve its own. */
export function absoluteImports(text: string, base: string, resolve: (specifier: string, base: string) => string | undefined): { text: string; imports: string[] } {
  const imports: string[] = [];
  const rewritten = text
    .replaceAll(specifiers, (whole, before: string, quote: string, specifier: string) => {
      const url = resolve(specifier, base);
      if (url === undefined) return whole;
      imports.push(url);
      return `${before}${quote}${url}${quote}`;
    })
    .replaceAll(/\bimport\.meta\.url\b/g, JSON.stringify(base));
  return { text: rewritten, imports: [...new Set(imports)] };
}

/** The modules of a page by their addresses, each with absolute imports: what the page's scripts import, and what those do. */
export async function collectModules(
  roots: readonly string[],
  fetchModule: (url: string) => Promise<{ readonly url: string; readonly text: string } | undefined>,
  resolve: (specifier: string, base: string) => string | undefined,
): Promise<Map<string, string>> {
  const modules = new Map<string, string>();
  const seen = new Set<string>();

  async function visit(url: string): Promise<void> {
    if (seen.has(url) || seen.size >= mostModules) return;
    seen.add(url);
    const found = await fetchModule(url);
    if (!found) return;
    const { text, imports } = absoluteImports(found.text, found.url, resolve);
    modules.set(url, text);
    await Promise.all(imports.map(visit));
  }
  await Promise.all(roots.map(visit));
  return modules;
}
