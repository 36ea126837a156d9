import type { BrowseReply, BrowseRequest } from '../../runtime/client/types';
import { resolveAddress, showAddress } from './address';
import { locationName, pageScript } from './in-page/script';
import { decodeText, describeContent, findHeader } from './load/content';
import type { CookieJar } from './load/cookie-jar';
import { loadForScript } from './load/cross-origin';
import { createLoader, type Loaded, type Loader, type LoadResult } from './load/loader';
import { messageMark, type Bytes, type FetchAnswer, type PageMessage, type StorageArea } from './messages';
import { inlineCss } from './render/css';
import { mediaPage, textPage } from './render/page-head';
import { cssSources, fileData, renderPage, type RenderedPage } from './render/render-page';
import { createResources, scriptMime, toDataUrl, type Resources } from './render/resources';
import { replaceLocation } from './render/script-location';
import { readRefresh } from './render/srcset';
import type { PageRequest, View } from './view';

/** What a visit keeps for its pages. */
export interface VisitMemory {
  readonly jar: CookieJar;
  /** By area and origin. */
  readonly storage: Readonly<Record<StorageArea, Map<string, Readonly<Record<string, string>>>>>;
}

/** A page that was loaded; undefined when the answer says that nothing changes. */
export interface LoadedPage {
  readonly url: string;
  readonly title: string;
  readonly view: View;
  readonly answer: Answerer;
}

/** Answers what the page's scripts ask for. `depth`: how deep the frame is that asks. */
export type Answerer = (message: Extract<PageMessage, { readonly id: number }>, depth: number) => Promise<FetchAnswer | string | undefined>;

const acceptPage = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
/** How deep pages in frames go. */
const deepest = 3;
let lastKey = 0;

/** Loads a page and makes it ready to be shown. */
export async function loadPage(browse: (request: BrowseRequest) => Promise<BrowseReply>, memory: VisitMemory, request: PageRequest, download = false): Promise<LoadedPage | undefined> {
  const load = createLoader(browse, memory.jar, navigator.userAgent);
  const headers = { ...(request.type === undefined ? {} : { 'Content-Type': request.type }), ...(request.method === 'GET' ? {} : { Origin: new URL(request.referrer ?? request.url).origin }) };
  const result = await load({ ...request, accept: acceptPage, headers });
  const { url } = result;
  const parts = { load, memory, resources: createResources(load, url), referrer: request.referrer ?? '' };
  const page = (view: View, title = showAddress(url)): LoadedPage => ({ url, title, view, answer: (message, depth) => answerPage(parts, url, message, depth) });
  if (!result.ok) return page({ kind: 'failed', failure: result.failure });
  if (result.status === 204 || result.status === 205) return undefined;
  if (result.body.length === 0 && result.status >= 400) return page({ kind: 'bare-error', status: result.status, reason: result.reason });
  const content = describeContent(result, url);
  if (download || content.kind === 'download') return page({ kind: 'download', fileName: content.fileName, mime: content.mime, bytes: result.body });
  const { document, title, refresh } = await showContent(parts, result, 0);
  return page({ kind: 'page', key: ++lastKey, url, document, refresh: refreshHeader(result) ?? refresh }, title || showAddress(url));
}

function refreshHeader({ url, headers }: Loaded): RenderedPage['refresh'] {
  const said = readRefresh(findHeader(headers, 'refresh') ?? '');
  const to = said && (said.address === undefined ? url : resolveAddress(said.address, url));
  return said && to !== undefined ? { seconds: said.seconds, url: to } : undefined;
}

interface Parts {
  readonly load: Loader;
  readonly memory: VisitMemory;
  readonly resources: Resources;
  readonly referrer: string;
}

/** An answer as a document for a frame. */
async function showContent(parts: Parts, result: Loaded, depth: number): Promise<RenderedPage> {
  const { url, headers, body } = result;
  const { kind, mime, fileName } = describeContent(result, url);
  switch (kind) {
    case 'html': {
      const { memory, referrer } = parts;
      const origin = new URL(url).origin;
      const kept = (area: StorageArea) => memory.storage[area].get(origin) ?? {};
      return await renderPage(decodeText(headers, body), url, {
        resources: parts.resources,
        script: pageScript({ url, referrer, cookies: memory.jar.visible(url), storage: { local: kept('local'), session: kept('session') }, state: null, depth, mark: messageMark }),
        frame: (address) => frameDocument(parts, url, address, depth + 1),
      });
    }
    case 'image':
      return { document: mediaPage('image', await toDataUrl(mime, body), fileName), title: fileName, refresh: undefined };
    case 'media':
      return { document: mediaPage(mime.startsWith('audio/') ? 'audio' : 'video', await toDataUrl(mime, body), fileName), title: fileName, refresh: undefined };
    case 'text':
      return { document: textPage(decodeText(headers, body), showAddress(url)), title: '', refresh: undefined };
    case 'download':
      return { document: textPage(`${fileName} cannot be shown in a frame.`, showAddress(url)), title: '', refresh: undefined };
  }
}

async function frameDocument(parts: Parts, page: string, url: string, depth: number): Promise<string | undefined> {
  if (depth > deepest) return undefined;
  const result = await parts.load({ url, referrer: page, accept: acceptPage });
  if (!result.ok) return textPage(`${showAddress(url)} cannot be reached.`, showAddress(url));
  return (await showContent({ ...parts, referrer: page, resources: createResources(parts.load, result.url) }, result, depth)).document;
}

async function answerPage(parts: Parts, page: string, message: Parameters<Answerer>[0], depth: number): Promise<FetchAnswer | string | undefined> {
  const url = resolveAddress(message.url, page);
  if (url === undefined) return undefined;
  if (message.kind === 'fetch') {
    const asking = resolveAddress(message.page, page) ?? page;
    return answerFetch(await loadForScript(parts.load, asking, { ...message, url }));
  }
  const { resources } = parts;
  switch (message.as) {
    case 'file':
      return await fileData(resources, url);
    case 'css':
      return await inlineCss(message.text ?? '', url, cssSources(resources));
    case 'sheet': {
      const sheet = await cssSources(resources).sheet(url);
      return sheet && (await toDataUrl('text/css;charset=utf-8', await inlineCss(sheet.text, sheet.url, cssSources(resources))));
    }
    case 'script': {
      const script = await resources(url);
      return script && (await toDataUrl(scriptMime, replaceLocation(script.text(), locationName)));
    }
    case 'frame':
      return await frameDocument(parts, page, url, depth + 1);
  }
}

function answerFetch(result: LoadResult | { readonly ok: false; readonly blocked: string }): FetchAnswer {
  if (result.ok) return { ok: true, url: result.url, redirected: result.redirected, status: result.status, reason: result.reason, headers: result.headers, body: result.body as Bytes };
  return { ok: false, reason: 'blocked' in result ? result.blocked : `${result.url}: ${result.failure}` };
}
