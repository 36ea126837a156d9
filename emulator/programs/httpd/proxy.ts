import { isSystemError } from '../../kernel/errno';
import { sendHttp } from '../../net/http/client';
import { socketStream } from '../../net/http/socket-stream';
import type { HttpResponse } from '../../net/http/types';
import { page, type Serving } from './pages';

/** Headers that belong to one connection. */
const hopByHop = /^(connection|keep-alive|transfer-encoding|content-length|upgrade|expect|host)$/i;

/** Hands a request whose path begins with `prefix` to another server (mod_proxy_http). */
export async function passOn({ process, request, scope, log }: Serving, prefix: string, to: string): Promise<HttpResponse> {
  const [, host = '', port = '80', path = ''] = /^http:\/\/([^:/]+)(?::(\d+))?(\/.*)?$/.exec(to) ?? [];
  let address = host;
  try {
    if (!/^[\d.]+$/.test(host)) address = (await process.network.resolve(host))[0] ?? '';
    if (address === '') {
      await log('error', 'proxy', `AH00898: DNS lookup failure for: ${host} returned by ${request.path}`);
      return page(502, request, '<p>The proxy server received an invalid\nresponse from an upstream server.<br />\n</p>');
    }
    const socket = await process.network.connect(address, Number(port));
    const headers: Record<string, string> = { Host: scope.arg('proxypreservehost', 'Off').toLowerCase() === 'on' ? (request.headers.get('host') ?? host) : `${host}${port === '80' ? '' : `:${port}`}` };
    for (const [name, value] of request.headers.entries()) if (!hopByHop.test(name)) headers[name] = value;
    headers['X-Forwarded-For'] = request.remote;
    headers['X-Forwarded-Host'] = request.headers.get('host') ?? '';
    const hasBody = request.headers.get('content-length') !== undefined || request.headers.get('transfer-encoding') !== undefined;
    const reply = await sendHttp(socketStream(process, socket), { method: request.method, target: path + request.target.slice(prefix.length) || '/', headers: { ...headers, Connection: 'close' }, ...(hasBody ? { body: request.body } : {}) });
    const passed: Record<string, string> = {};
    for (const [name, value] of reply.headers.entries()) if (!hopByHop.test(name)) passed[name] = value;
    return { status: reply.status, reason: reply.reason, headers: passed, body: reply.body };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await log('error', 'proxy', `(111)${error.message}: AH00957: http: attempt to connect to ${address}:${port} (${host}:${port}) failed`);
    return page(503, request);
  }
}
