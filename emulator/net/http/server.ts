import { encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { HttpError, readBody, readFraming, writeChunked } from './body';
import { bufferStream, LineTooLong, type BufferedStream } from './buffered-stream';
import { createHeaders, formatHead, parseFields } from './headers';
import { reasonPhrase } from './reason';
import { socketStream } from './socket-stream';
import type { DuplexStream, HttpHandler, HttpHeaders, HttpRequest, HttpResponse } from './types';

/** Bytes of a line, and number of lines, that a request's head may have. */
const lineLimit = 65_536;
const headLines = 128;

interface Head {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: HttpHeaders;
}

/** Reads a request's head; undefined when the client has no more requests. Throws {@link HttpError}. */
async function readHead(stream: BufferedStream): Promise<Head | undefined> {
  let first = await stream.readLine(lineLimit);
  if (first === '') first = await stream.readLine(lineLimit); // a stray line end after the last body
  if (first === undefined) return undefined;
  const match = /^([A-Z]+) (\S+) (HTTP\/1\.[01])$/.exec(first);
  if (!match) throw new HttpError('malformed HTTP request');
  const lines: string[] = [];
  for (;;) {
    const line = await stream.readLine(lineLimit);
    if (line === undefined) throw new HttpError('Unexpected end of the message');
    if (line === '') break;
    lines.push(line);
    if (lines.length > headLines) throw new HttpError('Too many header fields');
  }
  const headers = parseFields(lines);
  if (!headers) throw new HttpError('malformed HTTP header');
  const [, method = '', target = '', version = ''] = match;
  if (version === 'HTTP/1.1' && headers.get('host') === undefined) throw new HttpError('missing required Host header');
  return { method, target: target.replace(/^https?:\/\/[^/]*/, '') || '/', version, headers };
}

/**
 * Serves one connection until the client has no more requests, one of the two sides wants it closed, or it was upgraded.
 * A handler that throws gives a 500 with the error's text. `remote` is what the handler sees as the client's address.
 */
export async function serveConnection(connection: DuplexStream, handler: HttpHandler, remote: string): Promise<void> {
  const stream = bufferStream(connection);
  try {
    while (await serveRequest(stream, handler, remote)) continue;
  } catch (error) {
    if (error instanceof HttpError || error instanceof LineTooLong) {
      const text = `400 Bad Request: ${error.message || 'line too long'}`;
      const head = formatHead('HTTP/1.1 400 Bad Request', [
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Connection', 'close'],
      ]);
      await stream.write(head + text).catch(ignoreGone);
    } else ignoreGone(error);
  } finally {
    stream.close();
  }
}

/** The client went away: nobody is left to tell. */
function ignoreGone(error: unknown): void {
  if (!isSystemError(error)) throw error;
}

/** Serves one request; whether another may follow on the connection. */
async function serveRequest(stream: BufferedStream, handler: HttpHandler, remote: string): Promise<boolean> {
  const head = await readHead(stream);
  if (!head) return false;
  const { method, target, headers, version } = head;
  const framing = readFraming(headers, { kind: 'length', length: 0 });
  let bodyRead = framing.kind === 'length' && framing.length === 0;
  let continued = headers.get('expect')?.toLowerCase() !== '100-continue';
  const body = readBody(stream, framing, () => (bodyRead = true));
  const gone: (() => void)[] = [];
  const question = target.indexOf('?');
  const request: HttpRequest = {
    method,
    target,
    path: question < 0 ? target : target.slice(0, question),
    query: new URLSearchParams(question < 0 ? '' : target.slice(question + 1)),
    headers,
    body: {
      async *[Symbol.asyncIterator]() {
        if (!continued) {
          continued = true;
          await stream.write('HTTP/1.1 100 Continue\r\n\r\n');
        }
        yield* body;
      },
    },
    remote,
    onAbort: (callback) => gone.push(callback),
  };
  const response = await answer(handler, request);
  try {
    if (response.upgrade) {
      await upgrade(stream, response);
      return false;
    }
    const keep = await writeResponse(stream, head, response);
    if (!keep) return false;
    if (!bodyRead && continued) for await (const _ of body) continue; // what the handler did not read
    return (bodyRead || !continued) && (version === 'HTTP/1.1' || headers.get('connection')?.toLowerCase() === 'keep-alive');
  } catch (error) {
    for (const tell of gone) tell();
    throw error;
  }
}

async function answer(handler: HttpHandler, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await handler(request);
  } catch (error) {
    if (!(error instanceof Error) || isSystemError(error)) throw error;
    return { status: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${error.message}\n` };
  }
}

function fieldsOf(response: HttpResponse): HttpHeaders {
  const headers = createHeaders();
  for (const [name, value] of Object.entries(response.headers ?? {})) for (const one of typeof value === 'string' ? [value] : value) headers.append(name, one);
  return headers;
}

async function upgrade(stream: BufferedStream, response: HttpResponse): Promise<void> {
  await stream.write(formatHead(`HTTP/1.1 ${response.status} ${response.reason ?? reasonPhrase(response.status)}`, fieldsOf(response).entries()));
  await response.upgrade?.(stream);
}

/** Writes an answer; whether the connection can stay open. */
async function writeResponse(stream: BufferedStream, { method, version, headers: asked }: Head, response: HttpResponse): Promise<boolean> {
  const headers = fieldsOf(response);
  const body = typeof response.body === 'string' ? encode(response.body) : response.body;
  const bodiless = response.status === 204 || response.status === 304 || response.status < 200;
  const close = asked.get('connection')?.toLowerCase() === 'close' || headers.get('connection')?.toLowerCase() === 'close' || version === 'HTTP/1.0';
  const streamed = body !== undefined && !(body instanceof Uint8Array);
  if (!bodiless && !streamed && headers.get('content-length') === undefined) headers.set('Content-Length', String(body?.length ?? 0));
  if (streamed && version === 'HTTP/1.1') headers.set('Transfer-Encoding', 'chunked');
  if (close) headers.set('Connection', 'close');
  const head = encode(formatHead(`HTTP/1.1 ${response.status} ${response.reason ?? reasonPhrase(response.status)}`, headers.entries()));
  if (method === 'HEAD' || bodiless || body === undefined) {
    await stream.write(head);
    if (streamed) await body[Symbol.asyncIterator]().return?.();
  } else if (body instanceof Uint8Array) {
    await stream.write(head);
    if (body.length > 0) await stream.write(body);
  } else {
    await stream.write(head);
    if (version === 'HTTP/1.1') await writeChunked(stream, body);
    else for await (const piece of body) await stream.write(piece);
  }
  return !close;
}

/**
 * Accepts connections on a listening descriptor of `process` for ever (until it is killed or the descriptor is closed), serving
 * each beside the others.
 */
export async function serveHttp(process: Process, listener: number, handler: HttpHandler): Promise<never> {
  for (;;) {
    const descriptor = await process.network.accept(listener);
    process.setCloseOnExec(descriptor, true);
    const { peer } = process.network.socket(descriptor) as { peer?: unknown };
    const remote = typeof peer === 'object' && peer !== null && 'address' in peer ? String(peer.address) : '@';
    // What ends a connection other than its client is the end of the process: nothing is left to do.
    void serveConnection(socketStream(process, descriptor), handler, remote).catch(() => undefined);
  }
}
