import { resolveAddress } from '../address';
import { locationName } from '../in-page/script';
import { inlineCss } from './css';
import { collectModules, resolveSpecifier, absoluteImports, type ImportMap } from './modules';
import { policyMarkup } from './page-head';
import { scriptMime, toDataUrl, type Resources } from './resources';
import { replaceLocation } from './script-location';
import { readRefresh, readSrcset, writeSrcset } from './srcset';

/** What a page is made ready with. */
export interface RenderContext {
  readonly resources: Resources;
  /** The text of the script that comes first. */
  readonly script: string;
  /** The document of a frame inside the page; undefined when there is none. */
  frame(url: string): Promise<string | undefined>;
}

/** A page that needs nothing from a network. */
export interface RenderedPage {
  /** For the frame's `srcdoc`. */
  readonly document: string;
  readonly title: string;
  /** Where it wants to go by itself, and when. */
  readonly refresh: { readonly seconds: number; readonly url: string } | undefined;
}

const scriptTypes = /^(|module|(text|application)\/(x-)?(java|ecma|j)script)$/;
/** Links that only say where something is. */
const uselessLinks = /^(preload|prefetch|modulepreload|preconnect|dns-prefetch|prerender|manifest|icon|shortcut|apple-touch-icon|mask-icon)$/;

/** Style sheets and files for {@link inlineCss}, from a page's resources. */
export function cssSources(resources: Resources) {
  return {
    async sheet(url: string) {
      const found = await resources(url, 'text/css,*/*;q=0.1');
      return found && { url: found.url, text: found.text() };
    },
    file: (url: string) => fileData(resources, url),
  };
}

/** A file as a `data:` URL. */
export async function fileData(resources: Resources, url: string): Promise<string | undefined> {
  const found = await resources(url, 'image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8');
  if (!found) return undefined;
  const hash = /#.*/.exec(url)?.[0] ?? '';
  return `${await toDataUrl(found.mime || (/\.svg$/i.test(new URL(found.url).pathname) ? 'image/svg+xml' : ''), found.bytes)}${hash}`;
}

/** Makes an HTML page ready for the frame: all that it names by address becomes part of it. */
export async function renderPage(html: string, url: string, context: RenderContext): Promise<RenderedPage> {
  const page = new DOMParser().parseFromString(html, 'text/html');
  // The frame runs scripts: what is for browsers that do not is never shown.
  for (const element of page.querySelectorAll('noscript, meta[http-equiv="content-security-policy" i]')) element.remove();
  const base = takeBase(page, url);
  const refresh = takeRefresh(page, base, url);
  const title = page.title;
  await Promise.all([bringStyles(page, base, context), bringFiles(page, base, context), bringScripts(page, base, url, context), bringFrames(page, base, context)]);

  const baseElement = page.createElement('base');
  baseElement.href = base;
  const first = page.createElement('script');
  first.textContent = context.script;
  const template = page.createElement('template');
  template.innerHTML = policyMarkup;
  page.head.prepend(baseElement, template.content, first);
  const type = page.doctype ? `<!doctype ${page.doctype.name}${page.doctype.publicId ? ` public "${page.doctype.publicId}" "${page.doctype.systemId}"` : ''}>` : '';
  return { document: type + page.documentElement.outerHTML, title, refresh };
}

function takeBase(page: Document, url: string): string {
  const elements = [...page.querySelectorAll('base')];
  const href = elements.map((element) => element.getAttribute('href')).find((value) => value !== null);
  for (const element of elements) element.remove();
  return (href == null ? undefined : resolveAddress(href, url)) ?? url;
}

function takeRefresh(page: Document, base: string, url: string): RenderedPage['refresh'] {
  let refresh: RenderedPage['refresh'];
  for (const element of page.querySelectorAll('meta[http-equiv="refresh" i]')) {
    const said = readRefresh(element.getAttribute('content') ?? '');
    const to = said && (said.address === undefined ? url : resolveAddress(said.address, base));
    if (said && to !== undefined) refresh ??= { seconds: said.seconds, url: to };
    element.remove();
  }
  return refresh;
}

async function bringStyles(page: Document, base: string, { resources }: RenderContext): Promise<void> {
  const sources = cssSources(resources);
  const links = [...page.querySelectorAll('link')].map(async (link) => {
    const kinds = (link.getAttribute('rel') ?? '').toLowerCase().split(/\s+/);
    if (!kinds.includes('stylesheet')) {
      if (kinds.some((kind) => uselessLinks.test(kind))) link.remove();
      return;
    }
    link.removeAttribute('integrity');
    const address = resolveAddress(link.getAttribute('href') ?? '', base);
    const sheet = address === undefined ? undefined : await sources.sheet(address);
    // An alternate or disabled sheet stays a link, which scripts and the browser switch on.
    if (sheet) link.setAttribute('href', await toDataUrl('text/css;charset=utf-8', await inlineCss(sheet.text, sheet.url, sources)));
  });
  const styles = [...page.querySelectorAll('style')].map(async (style) => {
    style.textContent = await inlineCss(style.textContent, base, sources);
  });
  const attributes = [...page.querySelectorAll('[style]')].map(async (element) => {
    const text = element.getAttribute('style') ?? '';
    if (/url\(/i.test(text)) element.setAttribute('style', await inlineCss(text, base, sources));
  });
  await Promise.all([...links, ...styles, ...attributes]);
}

async function bringFiles(page: Document, base: string, { resources }: RenderContext): Promise<void> {
  const bring = async (element: Element, attribute: string) => {
    const address = resolveAddress(element.getAttribute(attribute) ?? '', base);
    const data = address === undefined ? undefined : await fileData(resources, address);
    if (data !== undefined) element.setAttribute(attribute, data);
  };
  const sets = [...page.querySelectorAll('img[srcset], source[srcset]')].map(async (element) => {
    const candidates = readSrcset(element.getAttribute('srcset') ?? '').map(async ({ url, descriptor }) => {
      const address = resolveAddress(url, base);
      const data = address === undefined ? url : await fileData(resources, address);
      return data === undefined ? [] : [{ url: data, descriptor }];
    });
    element.setAttribute('srcset', writeSrcset((await Promise.all(candidates)).flat()));
  });
  await Promise.all([
    ...sets,
    ...[...page.querySelectorAll('img[src], source[src], video[src], audio[src], track[src], embed[src], input[type="image" i][src]')].map((element) => bring(element, 'src')),
    ...[...page.querySelectorAll('video[poster]')].map((element) => bring(element, 'poster')),
    ...[...page.querySelectorAll('image[href]')].map((element) => bring(element, 'href')),
    ...[...page.querySelectorAll('[background]')].map((element) => bring(element, 'background')),
  ]);
}

async function bringScripts(page: Document, base: string, url: string, { resources }: RenderContext): Promise<void> {
  const map = takeImportMap(page);
  const resolve = (specifier: string, from: string) => resolveSpecifier(specifier, from, url, map);
  const fetchScript = async (address: string) => {
    const found = await resources(address);
    return found && { url: found.url, text: replaceLocation(found.text(), locationName) };
  };
  const roots: string[] = [];
  await Promise.all(
    [...page.querySelectorAll('script')].map(async (element) => {
      const type = (element.getAttribute('type') ?? '').trim().toLowerCase();
      if (type === 'speculationrules') element.remove();
      if (!scriptTypes.test(type)) return;
      element.removeAttribute('integrity');
      const source = element.getAttribute('src');
      if (source === null) {
        const text = replaceLocation(element.textContent, locationName);
        const module = type === 'module' ? absoluteImports(text, base, resolve) : { text, imports: [] };
        roots.push(...module.imports);
        if (module.text !== element.textContent) element.textContent = module.text;
        return;
      }
      const address = resolveAddress(source, base);
      const found = address === undefined ? undefined : await fetchScript(address);
      if (!found) return;
      const module = type === 'module' ? absoluteImports(found.text, found.url, resolve) : { text: found.text, imports: [] };
      roots.push(...module.imports);
      element.setAttribute('src', await toDataUrl(scriptMime, module.text));
    }),
  );
  for (const element of page.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) if (name.startsWith('on') || (name === 'href' && /^\s*javascript:/i.test(value))) element.setAttribute(name, replaceLocation(value, locationName));
  }
  const modules = await collectModules(roots, fetchScript, resolve);
  if (modules.size === 0) return;
  const imports = Object.fromEntries(await Promise.all([...modules].map(async ([address, text]): Promise<[string, string]> => [address, await toDataUrl(scriptMime, text)])));
  const element = page.createElement('script');
  element.type = 'importmap';
  element.textContent = JSON.stringify({ imports });
  page.head.prepend(element);
}

function takeImportMap(page: Document): ImportMap {
  const elements = [...page.querySelectorAll('script[type="importmap" i]')];
  for (const element of elements) element.remove();
  try {
    return JSON.parse(elements[0]?.textContent ?? '{}') as ImportMap;
  } catch {
    return {};
  }
}

async function bringFrames(page: Document, base: string, { frame }: RenderContext): Promise<void> {
  await Promise.all(
    [...page.querySelectorAll('iframe, frame, object[data]')].map(async (element) => {
      const attribute = element.localName === 'object' ? 'data' : 'src';
      const address = resolveAddress(element.getAttribute(attribute) ?? '', base);
      if (address === undefined) return;
      element.removeAttribute(attribute);
      const document = await frame(address);
      if (document === undefined) return;
      const inner = page.createElement('iframe');
      for (const { name, value } of element.attributes) if (name !== 'type') inner.setAttribute(name, value);
      inner.srcdoc = document;
      element.replaceWith(inner);
    }),
  );
}
