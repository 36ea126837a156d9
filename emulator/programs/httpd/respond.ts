import { isSystemError } from '../../kernel/errno';
import type { HttpRequest, HttpResponse } from '../../net/http/types';
import { listing } from './listing';
import { page, type Serving } from './pages';
import { passOn } from './proxy';
import { contentType, fileScope, type Scope } from './scope';

function moved(status: number, location: string, request: HttpRequest): HttpResponse {
  const response = page(status, request, `<p>The document has moved <a href="${location}">here</a>.</p>`);
  return { ...response, headers: { ...response.headers, Location: location } };
}

/** Answers a request by the configuration, with its own pages for errors. */
export async function respond(serving: Serving): Promise<HttpResponse> {
  const { scope, request } = serving;
  const response = await serve(serving, request.path);
  const wanted = response.status < 400 ? undefined : scope.all('errordocument').findLast(({ args }) => args[0] === String(response.status));
  const [, document = ''] = wanted?.args ?? [];
  if (document === '') return withHeaders(scope, response);
  if (/^https?:/.test(document)) return moved(302, document, request);
  if (!document.startsWith('/')) return withHeaders(scope, { status: response.status, headers: { 'Content-Type': 'text/html; charset=iso-8859-1' }, body: document });
  const shown = await serve({ ...serving, request: { ...request, method: 'GET' } }, document);
  return withHeaders(scope, shown.status === 200 ? { ...shown, status: response.status } : response);
}

/** `Header set` and its like. */
function withHeaders(scope: Scope, response: HttpResponse): HttpResponse {
  const headers = new Map(Object.entries(response.headers ?? {}));
  for (const { args } of scope.all('header')) {
    const always = args[0] === 'always' || args[0] === 'onsuccess';
    const [action = '', name = '', value = ''] = always ? args.slice(1) : args;
    if (response.status >= 400 && args[0] !== 'always') continue;
    const present = [...headers.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
    if (action === 'unset' || action === 'set') headers.delete(present ?? name);
    if (action === 'set' || action === 'add') headers.set(name, value);
    if (action === 'append' || action === 'merge') headers.set(present ?? name, present === undefined ? value : `${String(headers.get(present))}, ${value}`);
  }
  return { ...response, headers: Object.fromEntries(headers) };
}

async function serve(serving: Serving, target: string): Promise<HttpResponse> {
  const { process, request, scope, log } = serving;
  let path: string;
  try {
    path = decodeURIComponent(target).replaceAll(/\/{2,}/g, '/');
  } catch {
    return page(400, request);
  }
  if (/(^|\/)\.\.(\/|$)/.test(path) || !path.startsWith('/')) return page(400, request);
  const proxied = scope.all('proxypass').find(({ args }) => path.startsWith(args[0] ?? '/'));
  if (proxied && proxied.args[1] !== '!') return await passOn(serving, proxied.args[0] ?? '/', proxied.args[1] ?? '');
  for (const { args } of scope.all('redirect')) {
    const [first = '', ...rest] = args;
    const status = { permanent: 301, temp: 302, seeother: 303, gone: 410 }[first] ?? (/^\d+$/.test(first) ? Number(first) : undefined);
    const [from = '', to = ''] = status === undefined ? args : rest;
    if (path === from || path.startsWith(`${from.replace(/\/$/, '')}/`)) return to === '' ? page(status ?? 410, request) : moved(status ?? 302, to + path.slice(from.length), request);
  }
  const alias = [...scope.all('alias'), ...scope.all('scriptalias')].find(({ args }) => path === args[0] || path.startsWith(`${(args[0] ?? '').replace(/\/$/, '')}/`));
  const root = scope.path(scope.arg('documentroot', 'htdocs')).replace(/\/$/, '');
  const file = alias ? scope.path(alias.args[1] ?? '') + path.slice((alias.args[0] ?? '').length) : root + path;
  const own = fileScope(scope, file, path);
  if (!granted(own, request.remote)) {
    await log('error', 'authz_core', `AH01630: client denied by server configuration: ${file}`);
    return page(403, request);
  }
  if (request.method === 'OPTIONS') return { status: 200, headers: { Allow: 'GET,POST,OPTIONS,HEAD', 'Content-Type': 'text/html' }, body: '' };
  try {
    const attributes = process.files.stat(file);
    if (attributes.kind !== 'directory') return sendFile({ ...serving, scope: own }, file);
    if (!path.endsWith('/')) return moved(301, `http://${request.headers.get('host') ?? scope.serverName ?? 'localhost'}${path}/`, request);
    const names = own.last('directoryindex') ?? ['index.html'];
    const index = names.find((name) => process.files.exists(`${file.replace(/\/$/, '')}/${name}`));
    if (index !== undefined) return sendFile({ ...serving, scope: own }, `${file.replace(/\/$/, '')}/${index}`);
    if (own.option('Indexes')) return listing(process, own, path, file);
    await log('error', 'autoindex', `AH01276: Cannot serve directory ${file}: No matching DirectoryIndex (${names.join(',')}) found, and server-generated directory index forbidden by Options directive`);
    return page(403, request);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.errno === 'ENOENT' || error.errno === 'ENOTDIR') return page(404, request);
    await log('error', 'core', `(13)${error.message}: AH00132: file permissions deny server access: ${file}`);
    return page(403, request);
  }
}

/** What the last `Require` lines say; nothing said is granted. */
function granted(scope: Scope, remote: string): boolean {
  const last = scope.all('require').at(-1)?.args ?? ['all', 'granted'];
  const holds = (words: readonly string[]): boolean => {
    if (words[0] === 'not') return !holds(words.slice(1));
    if (words[0] === 'ip') return words.slice(1).some((address) => remote === address || remote.startsWith(`${address.replace(/\.?$/, '')}.`));
    if (words[0] === 'local') return remote.startsWith('127.');
    return words[0] === 'all' && words[1] === 'granted';
  };
  return holds(last);
}

function sendFile({ process, request, scope }: Serving, file: string): HttpResponse {
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return { ...page(405, request), headers: { Allow: 'GET,POST,OPTIONS,HEAD', 'Content-Type': 'text/html; charset=iso-8859-1' } };
  const attributes = process.files.stat(file);
  const bytes = process.files.readFile(file);
  const modified = Math.floor(attributes.modified / 1000) * 1000;
  const etag = `"${bytes.length.toString(16)}-${Math.floor(attributes.modified * 1000).toString(16)}"`;
  const type = contentType(process, scope, file);
  const headers = { 'Last-Modified': new Date(modified).toUTCString(), ETag: etag, 'Accept-Ranges': 'bytes', ...(type === undefined ? {} : { 'Content-Type': type }) };
  const since = request.headers.get('if-modified-since');
  if (request.headers.get('if-none-match') === etag || (since !== undefined && Date.parse(since) >= modified)) return { status: 304, headers };
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range || bytes.length === 0) return { status: 200, headers, body: bytes };
  const from = range[1] === '' ? Math.max(0, bytes.length - Number(range[2])) : Number(range[1]);
  const to = range[1] === '' || range[2] === '' ? bytes.length - 1 : Math.min(Number(range[2]), bytes.length - 1);
  if (from > to) return { ...page(416, request), headers: { 'Content-Type': 'text/html; charset=iso-8859-1', 'Content-Range': `bytes */${bytes.length}` } };
  return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` }, body: bytes.subarray(from, to + 1) };
}
