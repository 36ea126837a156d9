import { concatenate, encode } from '../../kernel/bytes';
import type { Clock } from '../../kernel/clock';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { HttpError, readBody, readFraming, writeChunked } from './body';
import { bufferStream, LineTooLong, type BufferedStream } from './buffered-stream';
import { createHeaders, formatHead, parseFields } from './headers';
import { reasonPhrase } from './reason';
import { socketStream } from './socket-stream';
import type { DuplexStream, HttpBody, HttpHandler, HttpHeaders, HttpRequest, HttpResponse } from './types';

/** Bytes of a line, and number of lines, that a request's head may have. */
const lineLimit = 65_536;
const headLines = 128;
/** Bytes of a body that no handler wanted which are read to keep the connection; with more it is closed. */
const unwantedLimit = 262_144;
/** A body of at most so many bytes goes out in one piece with the head. */
const smallBody = 65_536;

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

/** How a connection is served. */
export interface ConnectionOptions {
  /** What handlers see as the client's address. */
  readonly remote: string;
  /** Whose time answers are dated with; they are not when absent. */
  readonly clock?: Clock;
}

/**
 * Serves one connection until the client has no more requests, one of the two sides wants it closed, or it was upgraded.
 * A handler that throws gives a 500 with the error's text.
 */
export async function serveConnection(connection: DuplexStream, handler: HttpHandler, options: ConnectionOptions): Promise<void> {
  const stream = bufferStream(connection);
  try {
    while (await serveRequest(stream, handler, options)) continue;
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

/** A request's body, with what the server has to know of it. */
interface IncomingBody {
  /** For the handler; asks for the body when the client waits to be told to go on. */
  readonly body: HttpBody;
  /** Whether nothing of it is left on the connection. */
  isRead(): boolean;
  /** Reads what the handler did not want; false when that is too much, or was never asked for. */
  skip(): Promise<boolean>;
}

function incomingBody(stream: BufferedStream, headers: HttpHeaders, whenRead: () => void): IncomingBody {
  const framing = readFraming(headers, { kind: 'length', length: 0 });
  let read = framing.kind === 'length' && framing.length === 0;
  let waited = headers.get('expect')?.toLowerCase() === '100-continue' && !read;
  const whole = readBody(stream, framing, () => {
    read = true;
    whenRead();
  });
  if (read) whenRead();
  return {
    body: {
      async *[Symbol.asyncIterator]() {
        if (waited) {
          waited = false;
          await stream.write('HTTP/1.1 100 Continue\r\n\r\n');
        }
        // Not `yield*`: a handler that stops early must not end what is to be skipped afterwards.
        for (let next = await whole.next(); !next.done; next = await whole.next()) yield next.value;
      },
    },
    isRead: () => read,
    async skip() {
      let skipped = 0;
      while (!read && !waited && skipped <= unwantedLimit) {
        const next = await whole.next();
        if (!next.done) skipped += next.value.length;
      }
      return read;
    },
  };
}

/** Serves one request; whether another may follow on the connection. */
async function serveRequest(stream: BufferedStream, handler: HttpHandler, { remote, clock }: ConnectionOptions): Promise<boolean> {
  const head = await readHead(stream);
  if (!head) return false;
  const { method, target, headers, version } = head;
  const listeners: (() => void)[] = [];
  let answering = true;
  let isGone = false;
  const gone = () => {
    if (!answering || isGone) return;
    isGone = true;
    for (const tell of listeners) tell();
  };
  const incoming = incomingBody(stream, headers, () => stream.watch(gone));
  const question = target.indexOf('?');
  const request: HttpRequest = {
    method,
    target,
    path: question < 0 ? target : target.slice(0, question),
    query: new URLSearchParams(question < 0 ? '' : target.slice(question + 1)),
    headers,
    body: incoming.body,
    remote,
    onAbort(callback) {
      if (isGone) callback();
      else listeners.push(callback);
    },
  };
  const response = await answer(handler, request);
  if (response.upgrade) {
    answering = false;
    await incoming.skip(); // some clients send a body with what they want upgraded; it must not become input
    await upgrade(stream, response, clock);
    return false;
  }
  const wanted = headers.get('connection')?.toLowerCase();
  const keep = (version === 'HTTP/1.1' ? wanted !== 'close' : wanted === 'keep-alive') && (incoming.isRead() || (await incoming.skip()));
  try {
    const kept = await writeResponse(stream, { method, version, keep }, response, clock);
    answering = false;
    return kept;
  } catch (error) {
    gone();
    throw error;
  }
}

async function answer(handler: HttpHandler, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await handler(request);
  } catch (error) {
    // What a handler does not know of the machine's failures, and the end of the server itself, is not for the client.
    if (!(error instanceof Error) || isSystemError(error) || error.name === 'ProcessGone') throw error;
    return { status: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${error.message}\n` };
  }
}

function fieldsOf(response: HttpResponse): HttpHeaders {
  const headers = createHeaders();
  for (const [name, value] of Object.entries(response.headers ?? {})) for (const one of typeof value === 'string' ? [value] : value) headers.append(name, one);
  return headers;
}

function statusLine({ status, reason }: HttpResponse): string {
  return `HTTP/1.1 ${status} ${reason ?? reasonPhrase(status)}`;
}

function addDate(headers: HttpHeaders, clock: Clock | undefined): void {
  if (clock && headers.get('date') === undefined) headers.set('Date', new Date(clock.now()).toUTCString());
}

async function upgrade(stream: BufferedStream, response: HttpResponse, clock: Clock | undefined): Promise<void> {
  const headers = fieldsOf(response);
  if (response.status !== 101) addDate(headers, clock);
  await stream.write(formatHead(statusLine(response), headers.entries()));
  await response.upgrade?.(stream);
}

/** Writes an answer; whether the connection can stay open. */
async function writeResponse(
  stream: BufferedStream,
  { method, version, keep }: { method: string; version: string; keep: boolean },
  response: HttpResponse,
  clock: Clock | undefined,
): Promise<boolean> {
  const headers = fieldsOf(response);
  const body = typeof response.body === 'string' ? encode(response.body) : response.body;
  const bodiless = response.status === 204 || response.status === 304 || response.status < 200;
  const streamed = body !== undefined && !(body instanceof Uint8Array);
  const counted = headers.get('content-length') !== undefined;
  const chunked = streamed && !counted && version === 'HTTP/1.1' && !bodiless;
  // To a client of 1.0 the end of an uncounted body is the end of the connection.
  const open = keep && headers.get('connection')?.toLowerCase() !== 'close' && (!streamed || counted || chunked || bodiless);
  addDate(headers, clock);
  if (!bodiless && !streamed && !counted) headers.set('Content-Length', String(body?.length ?? 0));
  if (chunked) headers.set('Transfer-Encoding', 'chunked');
  if (!open) headers.set('Connection', 'close');
  else if (version === 'HTTP/1.0') headers.set('Connection', 'keep-alive');
  const head = encode(formatHead(statusLine(response), headers.entries()));
  if (method === 'HEAD' || bodiless || body === undefined) {
    await stream.write(head);
    if (streamed) await body[Symbol.asyncIterator]().return?.();
  } else if (!streamed) {
    if (body.length <= smallBody) await stream.write(concatenate([head, body]));
    else {
      await stream.write(head);
      await stream.write(body);
    }
  } else {
    await stream.write(head);
    if (chunked) await writeChunked(stream, body);
    else for await (const piece of body) await stream.write(piece);
  }
  return open;
}

/**
 * Accepts connections on a listening descriptor of `process` for ever (until it is killed or the descriptor is closed), serving
 * each beside the others. The process ignores SIGPIPE from then on: a client that goes away must not end it.
 */
export async function serveHttp(process: Process, listener: number, handler: HttpHandler): Promise<never> {
  process.onSignal('SIGPIPE', 'ignore');
  for (;;) {
    const descriptor = await process.network.accept(listener);
    process.setCloseOnExec(descriptor, true);
    const { peer } = process.network.socket(descriptor) as { peer?: unknown };
    const remote = typeof peer === 'object' && peer !== null && 'address' in peer ? String(peer.address) : '@';
    // What ends a connection other than its client is the end of the process: nothing is left to do.
    void serveConnection(socketStream(process, descriptor), handler, { remote, clock: process.system.clock }).catch((error: unknown) => reportFault(process, error));
  }
}

/** A fault of ours while serving: said on the server's standard error. The end of the process is none. */
function reportFault(process: Process, error: unknown): void {
  if (error instanceof Error && error.name === 'ProcessGone') return;
  process.write(2, `http: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`).catch(() => undefined); // nobody to tell
}
