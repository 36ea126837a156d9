import { encode } from '../../kernel/bytes';
import { HttpError, readBody, readFraming, writeChunked } from './body';
import { bufferStream } from './buffered-stream';
import { createHeaders, formatHead, parseFields } from './headers';
import type { DuplexStream, HttpBody, HttpHeaders } from './types';

/** A request as a client sends it. `headers` are sent in their order; Content-Length or chunked framing is added for a body. */
export interface OutgoingRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | HttpBody;
}

/** What the server answered. */
export interface HttpReply {
  readonly status: number;
  readonly reason: string;
  readonly version: string;
  readonly headers: HttpHeaders;
  /** Pieces as they come; reading to the end closes the connection. */
  readonly body: HttpBody;
  /** The raw connection, for a 101 (or a hijacked 200): what came behind the head is read first. */
  upgrade(): DuplexStream;
}

/** Bytes of a line of the head that a client takes. */
const lineLimit = 65_536;

/**
 * Sends one request over `connection`, which is this request's own, and resolves when the head of the answer is there. The body
 * goes on being sent meanwhile. Throws `HttpError` when the answer is not HTTP, and what the connection throws.
 */
export async function sendHttp(connection: DuplexStream, request: OutgoingRequest): Promise<HttpReply> {
  const stream = bufferStream(connection);
  const headers = createHeaders(Object.entries(request.headers ?? {}));
  const body = typeof request.body === 'string' ? encode(request.body) : request.body;
  if (body instanceof Uint8Array) headers.set('Content-Length', String(body.length));
  else if (body) headers.set('Transfer-Encoding', 'chunked');
  await stream.write(formatHead(`${request.method} ${request.target} HTTP/1.1`, headers.entries()));
  const sending = body instanceof Uint8Array ? stream.write(body) : body ? writeChunked(stream, body) : undefined;
  // A server may answer and close before it has read everything: its answer is what counts.
  const failed = sending?.catch(() => undefined);
  for (;;) {
    const first = await stream.readLine(lineLimit);
    if (first === undefined) throw new HttpError('Empty reply from server');
    const match = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/.exec(first);
    if (!match) throw new HttpError('malformed HTTP response');
    const lines: string[] = [];
    for (;;) {
      const line = await stream.readLine(lineLimit);
      if (line === undefined) throw new HttpError('Unexpected end of the message');
      if (line === '') break;
      lines.push(line);
    }
    const fields = parseFields(lines);
    if (!fields) throw new HttpError('malformed HTTP header');
    const status = Number(match[2]);
    if (status >= 100 && status < 200 && status !== 101) continue;
    const bodiless = request.method === 'HEAD' || status === 204 || status === 304 || status === 101;
    const framing = bodiless ? ({ kind: 'length', length: 0 } as const) : readFraming(fields, { kind: 'close' });
    // Nothing follows: the connection has done its work. (A 101 is the beginning of another one.)
    if (status !== 101 && framing.kind === 'length' && framing.length === 0) void closeAfter(stream, failed);
    return {
      status,
      reason: match[3] ?? '',
      version: match[1] ?? '',
      headers: fields,
      body: closingBody(
        readBody(stream, framing, () => undefined),
        stream,
        failed,
      ),
      upgrade: () => stream,
    };
  }
}

async function closeAfter(stream: DuplexStream, sending: Promise<void> | undefined): Promise<void> {
  await sending;
  stream.close();
}

/** The body, closing the connection when it was read to its end or given up. */
async function* closingBody(body: AsyncGenerator<Uint8Array>, stream: DuplexStream, sending: Promise<void> | undefined): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
    await sending;
  } finally {
    stream.close();
  }
}
