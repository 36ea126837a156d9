import { isSystemError } from '../../../kernel/errno';
import { sendHttp } from '../../../net/http/client';
import { reasonPhrase } from '../../../net/http/reason';
import { socketStream } from '../../../net/http/socket-stream';
import type { HttpRequest, HttpResponse } from '../../../net/http/types';
import type { Process } from '../../../process/types';
import type { Directive } from '../directive';

/** What `nginx -v` says. */
export const nginxVersion = '1.29.1';

/** Directives in force at a place: those of the location before those of its server, and so on. */
export class Scope {
  constructor(private readonly levels: readonly (readonly Directive[])[]) {}
  all(name: string): Directive[] {
    for (const level of this.levels) {
      const found = level.filter((directive) => directive.name === name);
      if (found.length > 0) return found;
    }
    return [];
  }
  arg(name: string, fallback: string): string {
    return this.all(name).at(-1)?.args[0] ?? fallback;
  }
  inner(directives: readonly Directive[]): Scope {
    return new Scope([directives, ...this.levels]);
  }
}

/** A page that nginx makes itself. */
function page(status: number): HttpResponse {
  const title = `${status} ${reasonPhrase(status)}`;
  return { status, headers: { 'Content-Type': 'text/html' }, body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/${nginxVersion}</center>\r\n</body>\r\n</html>\r\n` };
}

/** The location that a path goes to: exact, then the longest `^~` or plain prefix, where expressions (in their order) come before plain ones. */
function findLocation(directives: readonly Directive[], path: string): Directive | undefined {
  const locations = directives.filter((directive) => directive.name === 'location');
  const exact = locations.find(({ args }) => args[0] === '=' && args[1] === path);
  if (exact) return exact;
  const prefix = (location: Directive) => (location.args.length > 1 ? (location.args[1] ?? '') : (location.args[0] ?? ''));
  const candidates = locations.filter(({ args }) => args.length === 1 || args[0] === '^~').filter((location) => path.startsWith(prefix(location)));
  const longest = candidates.sort((a, b) => prefix(b).length - prefix(a).length)[0];
  if (longest?.args[0] === '^~') return longest;
  const matched = locations.find(({ args }) => (args[0] === '~' || args[0] === '~*') && new RegExp(args[1] ?? '', args[0] === '~*' ? 'i' : '').test(path));
  return matched ?? longest;
}

function substitute(text: string, request: HttpRequest, path: string): string {
  const host = (request.headers.get('host') ?? '').replace(/:\d+$/, '');
  const query = request.target.includes('?') ? request.target.slice(request.target.indexOf('?') + 1) : '';
  const values: Record<string, string> = { uri: path, request_uri: request.target, host, http_host: request.headers.get('host') ?? '', args: query, query_string: query, is_args: query === '' ? '' : '?', remote_addr: request.remote, scheme: 'http', request_method: request.method, document_uri: path, proxy_add_x_forwarded_for: request.remote, server_name: host };
  return text.replaceAll(/\$\{?(\w+)\}?/g, (whole, name: string) => values[name] ?? (name.startsWith('http_') ? (request.headers.get(name.slice(5).replaceAll('_', '-')) ?? '') : whole));
}

/** Answers a request by a server's directives. */
export async function respond(process: Process, request: HttpRequest, server: readonly Directive[], http: Scope): Promise<HttpResponse> {
  let path: string;
  try {
    path = decodeURIComponent(request.path).replaceAll(/\/{2,}/g, '/');
  } catch {
    return page(400);
  }
  if (/(^|\/)\.\.(\/|$)/.test(path)) return page(400);
  const scope = http.inner(server);
  const response = await serve(process, request, path, server, scope, 0);
  const errors = scope.all('error_page');
  const errorPage = errors.find(({ args }) => args.slice(0, -1).includes(String(response.status)));
  if (!errorPage || response.body === undefined) return response;
  const shown = await serve(process, { ...request, method: 'GET' }, errorPage.args.at(-1) ?? '', server, scope, 1);
  return shown.status === 200 ? { ...shown, status: response.status } : response;
}

async function serve(process: Process, request: HttpRequest, path: string, server: readonly Directive[], outer: Scope, depth: number): Promise<HttpResponse> {
  const location = findLocation(server, path);
  const scope = location?.block ? outer.inner(location.block) : outer;
  const own = location?.block ?? [];
  const returned = [...own, ...server].find((directive) => directive.name === 'return' && (own.includes(directive) || own.length === 0 || !own.some((one) => one.name === 'return')));
  if (returned && (own.includes(returned) || server.includes(returned))) {
    const [code = '', text = ''] = returned.args;
    const status = /^\d+$/.test(code) ? Number(code) : 302;
    const value = substitute(/^\d+$/.test(code) ? text : code, request, path);
    if (status >= 300 && status < 400 && status !== 304) return { ...page(status), headers: { 'Content-Type': 'text/html', Location: value } };
    return value === '' ? page(status) : { status, headers: { 'Content-Type': contentType(scope, path, scope.arg('default_type', 'text/plain')) }, body: value };
  }
  const proxy = own.find((directive) => directive.name === 'proxy_pass');
  if (proxy && location) return await passOn(process, request, proxy, location, scope, path);
  if (!['GET', 'HEAD'].includes(request.method)) return page(405);
  const attempts = scope.all('try_files')[0];
  if (attempts && depth < 5) {
    for (const [index, attempt] of attempts.args.entries()) {
      const wanted = substitute(attempt, request, path);
      if (index === attempts.args.length - 1) return wanted.startsWith('=') ? page(Number(wanted.slice(1))) : await serve(process, request, wanted.split('?')[0] ?? '', server, outer, depth + 5);
      const file = fileOf(scope, location, wanted);
      if (process.files.exists(file) && (process.files.stat(file).kind === 'directory') === wanted.endsWith('/')) return await sendFile(process, request, wanted, file, scope);
    }
  }
  return await sendFile(process, request, path, fileOf(scope, location, path), scope);
}

function fileOf(scope: Scope, location: Directive | undefined, path: string): string {
  const alias = location?.block?.find((directive) => directive.name === 'alias')?.args[0];
  if (alias !== undefined && location) return alias + path.slice((location.args.at(-1) ?? '').length);
  const root = scope.arg('root', '/etc/nginx/html');
  return (root.startsWith('/') ? root : `/etc/nginx/${root}`) + path;
}

async function sendFile(process: Process, request: HttpRequest, path: string, file: string, scope: Scope): Promise<HttpResponse> {
  const { files } = process;
  try {
    let target = file;
    if (files.stat(file).kind === 'directory') {
      if (!path.endsWith('/')) return { ...page(301), headers: { 'Content-Type': 'text/html', Location: `http://${request.headers.get('host') ?? 'localhost'}${path}/` } };
      const index = (scope.all('index')[0]?.args ?? ['index.html']).find((name) => files.exists(`${file}${name}`));
      if (index === undefined) return scope.arg('autoindex', 'off') === 'on' ? listing(process, path, file) : page(403);
      target = `${file}${index}`;
    }
    const attributes = files.stat(target);
    if (attributes.kind !== 'file') return page(404);
    const modified = new Date(Math.floor(attributes.modified / 1000) * 1000);
    const etag = `"${Math.floor(attributes.modified / 1000).toString(16)}-${attributes.size.toString(16)}"`;
    const extra = Object.fromEntries(scope.all('add_header').map(({ args }) => [args[0] ?? '', args[1] ?? '']));
    const headers = { 'Content-Type': contentType(scope, target, scope.arg('default_type', 'text/plain')), 'Last-Modified': modified.toUTCString(), ETag: etag, 'Accept-Ranges': 'bytes', ...extra };
    const since = request.headers.get('if-modified-since');
    if (request.headers.get('if-none-match') === etag || (since !== undefined && Date.parse(since) >= modified.getTime())) return { status: 304, headers };
    const bytes = files.readFile(target);
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
    if (range && bytes.length > 0) {
      const from = range[1] === '' ? Math.max(0, bytes.length - Number(range[2])) : Number(range[1]);
      const to = range[1] === '' || range[2] === '' ? bytes.length - 1 : Math.min(Number(range[2]), bytes.length - 1);
      if (from > to) return { ...page(416), headers: { 'Content-Type': 'text/html', 'Content-Range': `bytes */${bytes.length}` } };
      return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` }, body: bytes.subarray(from, to + 1) };
    }
    return { status: 200, headers, body: bytes };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.errno === 'EACCES') return page(403);
    if (error.errno !== 'ENOENT' && error.errno !== 'ENOTDIR') return page(500);
    return page(404);
  }
}

function contentType(scope: Scope, path: string, fallback: string): string {
  const extension = path.split('/').at(-1)?.split('.').slice(1).at(-1)?.toLowerCase();
  if (extension === undefined) return fallback;
  for (const types of scope.all('types')) for (const entry of types.block ?? []) if (entry.args.includes(extension)) return entry.name;
  return fallback;
}

function listing(process: Process, path: string, directory: string): HttpResponse {
  const rows = process.files.readDirectory(directory).map((entry) => ({ ...entry, attributes: process.files.stat(`${directory}${entry.name}`) }));
  rows.sort((a, b) => Number(b.kind === 'directory') - Number(a.kind === 'directory') || (a.name < b.name ? -1 : 1));
  const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';
  const lines = rows.map(({ name, kind, attributes }) => {
    const shown = kind === 'directory' ? `${name}/` : name;
    const date = new Date(attributes.modified);
    const stamp = `${String(date.getUTCDate()).padStart(2, '0')}-${months.slice(date.getUTCMonth() * 3, date.getUTCMonth() * 3 + 3)}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 16)}`;
    return `<a href="${encodeURIComponent(name)}${kind === 'directory' ? '/' : ''}">${shown}</a>${' '.repeat(Math.max(1, 51 - shown.length))}${stamp} ${String(kind === 'directory' ? '-' : attributes.size).padStart(19)}\r\n`;
  });
  return { status: 200, headers: { 'Content-Type': 'text/html' }, body: `<html>\r\n<head><title>Index of ${path}</title></head>\r\n<body>\r\n<h1>Index of ${path}</h1><hr><pre><a href="../">../</a>\r\n${lines.join('')}</pre><hr></body>\r\n</html>\r\n` };
}

async function passOn(process: Process, request: HttpRequest, proxy: Directive, location: Directive, scope: Scope, path: string): Promise<HttpResponse> {
  const [, host = '', port = '80', rest] = /^https?:\/\/([^:/]+)(?::(\d+))?(\/.*)?$/.exec(substitute(proxy.args[0] ?? '', request, path)) ?? [];
  try {
    const [address] = await process.network.resolve(host);
    if (address === undefined) return page(502);
    const socket = await process.network.connect(address, Number(port));
    const query = request.target.includes('?') ? request.target.slice(request.target.indexOf('?')) : '';
    const target = rest === undefined ? request.target : rest + path.slice((location.args.at(-1) ?? '').length) + query;
    const headers: Record<string, string> = { Host: `${host}${port === '80' ? '' : `:${port}`}`, Connection: 'close' };
    for (const [name, value] of request.headers.entries()) if (!/^(host|connection|keep-alive|transfer-encoding|content-length|upgrade|expect)$/i.test(name)) headers[name] = value;
    for (const { args } of scope.all('proxy_set_header')) headers[args[0] ?? ''] = substitute(args[1] ?? '', request, path);
    const hasBody = request.headers.get('content-length') !== undefined || request.headers.get('transfer-encoding') !== undefined;
    const reply = await sendHttp(socketStream(process, socket), { method: request.method, target, headers, ...(hasBody ? { body: request.body } : {}) });
    const passed: Record<string, string> = {};
    for (const [name, value] of reply.headers.entries()) if (!/^(connection|keep-alive|transfer-encoding|content-length|server|date)$/i.test(name)) passed[name] = value;
    return { status: reply.status, reason: reply.reason, headers: passed, body: reply.body };
  } catch (error) {
    if (isSystemError(error)) return page(error.errno === 'ETIMEDOUT' ? 504 : 502);
    throw error;
  }
}
