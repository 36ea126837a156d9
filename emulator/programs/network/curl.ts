import { isSystemError } from '../../kernel/errno';
import { concatenate, decode } from '../../kernel/bytes';
import { HttpError } from '../../net/http/body';
import { sendHttp, type HttpReply } from '../../net/http/client';
import { socketStream } from '../../net/http/socket-stream';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import type { Process, Program } from '../../process/types';
import { curlOptions, type CurlKey } from './curl-options';
import { parseUrl, type Url } from './url';

/** curl gave up: its exit code, and its sentence. */
class CurlError extends Error {
  override readonly name = 'CurlError';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const mostRedirects = 50;

/** `curl`: HTTP over the machine's network and Unix sockets. HTTPS is refused honestly: nothing here speaks TLS. */
export const curl: Program = async (process: Process): Promise<number> => {
  let given: ParsedOptions<CurlKey>;
  try {
    given = parseOptions(process.argv.slice(1), curlOptions);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const unknown = /unrecognized option '(.*)'|invalid option -- '(.*)'/.exec(error.message);
    await process.write(2, `curl: option ${unknown ? (unknown[1] ?? `-${unknown[2]}`) : error.message}: ${unknown ? 'is unknown' : 'requires parameter'}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`);
    return 2;
  }
  if (given.has('version')) {
    await process.write(1, 'curl 8.5.0 (x86_64-pc-linux-gnu) libcurl/8.5.0\nRelease-Date: 2023-12-06\nProtocols: http\nFeatures: UnixSockets\n');
    return 0;
  }
  const urls = [...given.values('url'), ...given.operands];
  if (given.has('help') || urls.length === 0) {
    const text = "Usage: curl [options...] <url>\n -d, --data <data>           HTTP POST data\n -f, --fail                  Fail fast with no output on HTTP errors\n -H, --header <header/@file> Pass custom header(s) to server\n -I, --head                  Show document info only\n -i, --include               Include response headers in output\n -L, --location              Follow redirects\n -o, --output <file>         Write to file instead of stdout\n -O, --remote-name           Write output to file named as remote file\n -s, --silent                Silent mode\n -S, --show-error            Show error even when -s is used\n     --unix-socket <path>    Connect through this Unix domain socket\n -X, --request <method>      Specify request method to use\n -u, --user <user:password>  Server user and password\n -v, --verbose               Make the operation more talkative\n -w, --write-out <format>    Use output FORMAT after completion\n";
    await process.write(given.has('help') ? 1 : 2, given.has('help') ? text : "curl: try 'curl --help' or 'curl --manual' for more information\n");
    return given.has('help') ? 0 : 2;
  }
  let code = 0;
  for (const [index, url] of urls.entries()) {
    try {
      await transfer(process, given, url, index);
    } catch (error) {
      if (!(error instanceof CurlError)) throw error;
      if (error.message !== '' && (!given.has('silent') || given.has('showError'))) await process.write(2, `curl: (${error.code}) ${error.message}\n`);
      code = error.code;
    }
  }
  return code;
};

async function transfer(process: Process, given: ParsedOptions<CurlKey>, text: string, index: number): Promise<void> {
  const start = process.system.clock.uptime();
  let url = parseUrl(text);
  if (typeof url === 'string') throw new CurlError(3, url);
  let body = await requestBody(process, given);
  let method = given.value('request') ?? (given.has('head') ? 'HEAD' : body === undefined ? 'GET' : 'POST');
  if (given.has('get') && body !== undefined) {
    url = { ...url, target: `${url.target}${url.target.includes('?') ? '&' : '?'}${decode(body)}` };
    body = undefined;
    method = given.value('request') ?? 'GET';
  }
  const limit = Number(given.value('maxTime') ?? 0) * 1000;
  const deadline = limit > 0 ? start + limit : undefined;
  for (let redirects = 0; ; redirects++) {
    const reply = await exchange(process, given, url, method, body, deadline);
    const location = reply.headers.get('location');
    if (given.has('location') && reply.status >= 300 && reply.status < 400 && location !== undefined) {
      if (redirects >= mostRedirects) throw new CurlError(47, `Maximum (${mostRedirects}) redirects followed`);
      if (given.has('include') || given.has('head')) await process.write(1, headText(reply));
      for await (const _ of reply.body) continue;
      const next = parseUrl(location.startsWith('/') ? `${url.scheme}://${url.host}:${url.port}${location}` : location);
      if (typeof next === 'string') throw new CurlError(3, next);
      if (reply.status !== 307 && reply.status !== 308 && method === 'POST' && !given.has('request')) [method, body] = ['GET', undefined];
      url = next;
      continue;
    }
    await deliver(process, given, url, reply, index, start);
    return;
  }
}

async function requestBody(process: Process, given: ParsedOptions<CurlKey>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  for (const { key, value = '' } of given.given) {
    if (key !== 'data' && key !== 'dataBinary' && key !== 'dataRaw' && key !== 'dataUrlencode' && key !== 'json') continue;
    if (parts.length > 0 && key !== 'json') parts.push(encoder.encode('&'));
    if (value.startsWith('@') && key !== 'dataRaw') {
      const bytes = await readOperand(process, value.slice(1));
      parts.push(key === 'data' ? bytes.filter((byte) => byte !== 10 && byte !== 13) : bytes);
    } else if (key === 'dataUrlencode') {
      const at = value.indexOf('=');
      parts.push(encoder.encode(at < 0 ? encodeURIComponent(value) : `${value.slice(0, at)}${at > 0 ? '=' : ''}${encodeURIComponent(value.slice(at + 1))}`));
    } else parts.push(encoder.encode(value));
  }
  const upload = given.value('upload');
  if (upload !== undefined) parts.push(await readOperand(process, upload));
  return parts.length > 0 ? concatenate(parts) : undefined;
}

async function readOperand(process: Process, path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let descriptor = 0;
  try {
    if (path !== '-') descriptor = await process.open(path, { read: true });
    for (let bytes = await process.read(descriptor); bytes.length > 0; bytes = await process.read(descriptor)) parts.push(bytes);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CurlError(26, `Failed to open ${path}`);
  } finally {
    if (descriptor !== 0) process.close(descriptor);
  }
  return concatenate(parts);
}

async function connect(process: Process, given: ParsedOptions<CurlKey>, url: Url): Promise<number> {
  const socket = given.value('unixSocket');
  const began = process.system.clock.uptime();
  if (socket !== undefined) {
    try {
      return await process.network.connectUnix(socket);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new CurlError(7, `Failed to connect to ${url.host} port ${url.port} after 0 ms: Couldn't connect to server`);
    }
  }
  if (url.scheme === 'https') throw new CurlError(35, `TLS connect error: this emulated machine speaks no TLS (use http://)`);
  let addresses: string[];
  try {
    addresses = await process.network.resolve(url.host);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    addresses = [];
  }
  const [address] = addresses;
  if (address === undefined) throw new CurlError(6, `Could not resolve host: ${url.host}`);
  if (given.has('verbose')) await process.write(2, `*   Trying ${address}:${url.port}...\n`);
  try {
    const wanted = Number(given.value('connectTimeout') ?? 0) * 1000;
    return await within(process, process.network.connect(address, url.port), wanted > 0 ? began + wanted : undefined);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const after = Math.round(process.system.clock.uptime() - began);
    throw new CurlError(error.errno === 'ETIMEDOUT' ? 28 : 7, `Failed to connect to ${url.host} port ${url.port} after ${after} ms: ${error.errno === 'ETIMEDOUT' ? 'Timeout was reached' : "Couldn't connect to server"}`);
  }
}

async function within<T>(process: Process, work: Promise<T>, deadline: number | undefined): Promise<T> {
  if (deadline === undefined) return await work;
  const { clock } = process.system;
  let timer: { cancel(): void } | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = clock.after(Math.max(0, deadline - clock.uptime()), () => reject(new CurlError(28, `Operation timed out after ${Math.round(clock.uptime())} milliseconds with 0 bytes received`)));
  });
  try {
    return await process.until(Promise.race([work, late]));
  } finally {
    timer?.cancel();
  }
}

function requestHeaders(given: ParsedOptions<CurlKey>, url: Url, body: Uint8Array | undefined): Record<string, string> {
  const standard = (url.scheme === 'http' && url.port === 80) || (url.scheme === 'https' && url.port === 443);
  const headers: Record<string, string> = { Host: standard ? url.host : `${url.host}:${url.port}`, 'User-Agent': given.value('agent') ?? 'curl/8.5.0', Accept: given.has('json') ? 'application/json' : '*/*' };
  const user = given.value('user') ?? url.user;
  if (user !== undefined) headers.Authorization = `Basic ${btoa(user)}`;
  if (given.has('referer')) headers.Referer = given.value('referer') ?? '';
  if (body !== undefined && !given.has('upload')) headers['Content-Type'] = given.has('json') ? 'application/json' : 'application/x-www-form-urlencoded';
  for (const header of given.values('header')) {
    const at = header.indexOf(':');
    const name = at < 0 ? header.replace(/;$/, '') : header.slice(0, at);
    for (const key of Object.keys(headers)) if (key.toLowerCase() === name.toLowerCase()) delete headers[key];
    const value = at < 0 ? '' : header.slice(at + 1).trim();
    if (value !== '' || header.endsWith(';')) headers[name] = value;
  }
  return headers;
}

async function exchange(process: Process, given: ParsedOptions<CurlKey>, url: Url, method: string, body: Uint8Array | undefined, deadline: number | undefined): Promise<HttpReply> {
  const descriptor = await connect(process, given, url);
  const verbose = given.has('verbose');
  if (verbose) await process.write(2, `* Connected to ${url.host} (${given.value('unixSocket') ?? url.host}) port ${url.port}\n`);
  const headers = requestHeaders(given, url, body);
  if (verbose) await process.write(2, `> ${method} ${url.target} HTTP/1.1\n${Object.entries(headers).map(([name, value]) => `> ${name}: ${value}\n`).join('')}> \n`);
  try {
    const reply = await within(process, sendHttp(socketStream(process, descriptor), { method, target: url.target, headers, ...(body === undefined ? {} : { body }) }), deadline);
    if (verbose) await process.write(2, headText(reply).replaceAll(/^/gm, '< ').replaceAll('\r', '').replace(/< $/, ''));
    return reply;
  } catch (error) {
    if (error instanceof HttpError) throw new CurlError(error.message.startsWith('Empty') ? 52 : 1, error.message.startsWith('Empty') ? 'Empty reply from server' : 'Received HTTP/0.9 when not allowed');
    if (isSystemError(error)) throw new CurlError(56, `Recv failure: ${error.message}`);
    throw error;
  }
}

function headText(reply: HttpReply): string {
  return `${reply.version} ${reply.status} ${reply.reason}\r\n${[...reply.headers.entries()].map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

async function deliver(process: Process, given: ParsedOptions<CurlKey>, url: Url, reply: HttpReply, index: number, start: number): Promise<void> {
  const failing = reply.status >= 400 && (given.has('fail') || given.has('failWithBody'));
  if (failing && !given.has('failWithBody')) {
    for await (const _ of reply.body) continue;
    throw new CurlError(22, `The requested URL returned error: ${reply.status}`);
  }
  const path = given.values('output')[index] ?? (given.has('remoteName') ? url.target.split('?')[0]?.split('/').at(-1) : undefined);
  let output = 1;
  if (path !== undefined && path !== '-') {
    try {
      output = await process.open(path, { write: true, create: true, truncate: true });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new CurlError(23, `Failure writing output to destination`);
    }
  }
  if (given.has('include') || given.has('head')) await process.write(output, headText(reply));
  let size = 0;
  try {
    for await (const bytes of reply.body) {
      size += bytes.length;
      await process.write(output, bytes);
    }
  } catch (error) {
    if (error instanceof HttpError) throw new CurlError(18, 'transfer closed with outstanding read data remaining');
    if (isSystemError(error)) throw new CurlError(23, 'Failure writing output to destination');
    throw error;
  }
  if (output !== 1) process.close(output);
  const total = (process.system.clock.uptime() - start) / 1000;
  if (output !== 1 && !given.has('silent')) await process.write(2, progressMeter(size, total));
  const format = given.value('writeOut');
  if (format !== undefined) await process.write(1, writeOut(format, { url, reply, size, total }));
  if (failing) throw new CurlError(22, `The requested URL returned error: ${reply.status}`);
}

function progressMeter(size: number, seconds: number): string {
  const amount = String(size).padStart(5);
  const speed = String(Math.round(size / Math.max(seconds, 0.001))).padStart(6);
  return `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n100 ${amount}  100 ${amount}    0     0 ${speed}      0 --:--:-- --:--:-- --:--:-- ${speed}\n`;
}

function writeOut(format: string, { url, reply, size, total }: { url: Url; reply: HttpReply; size: number; total: number }): string {
  const values: Record<string, string> = {
    http_code: String(reply.status).padStart(3, '0'),
    response_code: String(reply.status).padStart(3, '0'),
    content_type: reply.headers.get('content-type') ?? '',
    size_download: String(size),
    time_total: total.toFixed(6),
    url_effective: `${url.scheme}://${url.host}${url.target}`,
    http_version: '1.1',
    method: '',
    num_redirects: '0',
  };
  return format.replaceAll(/%\{(\w+)\}|\\([nrt])|%%/g, (whole, name: string | undefined, escape: string | undefined) => (name !== undefined ? (values[name] ?? '') : escape !== undefined ? { n: '\n', r: '\r', t: '\t' }[escape as 'n'] : whole === '%%' ? '%' : whole));
}
