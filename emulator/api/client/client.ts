import { decode, encode } from '../../kernel/bytes';
import { sendHttp, type HttpReply } from './transport';
import type { DuplexStream, HttpBody } from '../../net/http/types';
import type { Process } from '../../process/types';
import type { ErrorResponse } from '../types/error';
import { apiVersion } from '../types/version';
import { connectTo } from './connect';
import type { Endpoint } from './endpoint';
import { ApiError } from './error';

/** Query parameters; what is undefined is left out, `true` is written `1`, a list is the parameter several times. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What is sent with a request. */
export interface RequestOptions {
  readonly query?: Query;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, as a tar archive. */
  readonly body?: Uint8Array | HttpBody;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who speaks the Engine API to one daemon. The functions beside it (`containers.ts`, `images.ts`…) know the paths. */
export interface ApiClient {
  readonly endpoint: Endpoint;
  /** Asks and returns what the daemon answered as JSON (undefined for an empty answer). Throws {@link ApiError} on a failure. */
  request<T>(method: string, path: string, options?: RequestOptions): Promise<T>;
  /** Asks and hands the answer's body over as it comes. */
  stream(method: string, path: string, options?: RequestOptions): Promise<HttpReply>;
  /** Asks for the raw connection (attach, exec). */
  hijack(path: string, options?: RequestOptions): Promise<{ connection: DuplexStream; contentType: string }>;
  /** `HEAD /_ping`: whether the daemon is there; throws when it is not. */
  ping(): Promise<void>;
}

function targetOf(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (typeof value === 'object') for (const one of value) parameters.append(key, one);
    else if (value !== undefined) parameters.set(key, value === true ? '1' : value === false ? '0' : String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/** A whole body as text. */
export async function readText(body: HttpBody): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

async function failureOf(reply: HttpReply): Promise<ApiError> {
  const text = await readText(reply.body);
  let reason = text.trim();
  try {
    reason = (JSON.parse(text) as ErrorResponse).message ?? reason;
  } catch {
    // Not JSON: what answered is no daemon of ours, and its words are shown as they are.
  }
  return new ApiError(reply.status, reason || `${reply.status} ${reply.reason}`);
}

/** A client for the daemon at `endpoint`, speaking in the name of `process`. */
export function createApiClient(process: Process, endpoint: Endpoint): ApiClient {
  const host = endpoint.kind === 'unix' ? 'api.moby.localhost' : `${endpoint.host}:${endpoint.port}`;

  const open = async (method: string, path: string, options: RequestOptions, extra: Record<string, string> = {}): Promise<HttpReply> => {
    const target = targetOf(path, options.query);
    const connection = await connectTo(process, endpoint, method, target);
    const headers: Record<string, string> = { Host: host, 'User-Agent': 'Docker-Client/28.5.2 (linux)', ...extra, ...options.headers };
    let body: Uint8Array | HttpBody | undefined = options.body;
    if (options.json !== undefined) {
      headers['Content-Type'] = 'application/json';
      body = encode(JSON.stringify(options.json));
    } else if (body) headers['Content-Type'] ??= 'application/x-tar';
    return sendHttp(connection, { method, target, headers, body });
  };

  const stream = async (method: string, path: string, options: RequestOptions = {}) => {
    const reply = await open(method, `/v${apiVersion}${path}`, options);
    if (reply.status >= 400) throw await failureOf(reply);
    return reply;
  };

  return {
    endpoint,
    stream,
    async request<T>(method: string, path: string, options: RequestOptions = {}) {
      const text = await readText((await stream(method, path, options)).body);
      return (text.trim() === '' ? undefined : JSON.parse(text)) as T;
    },
    async hijack(path, options = {}) {
      const reply = await open('POST', `/v${apiVersion}${path}`, options, { Connection: 'Upgrade', Upgrade: 'tcp' });
      if (reply.status >= 400) throw await failureOf(reply);
      return { connection: reply.upgrade(), contentType: reply.headers.get('content-type') ?? '' };
    },
    async ping() {
      await readText((await open('HEAD', '/_ping', {})).body);
    },
  };
}

/** The values of a stream of JSON objects, one a line, as they come. */
export async function* jsonLines<T>(body: HttpBody): AsyncGenerator<T> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const piece of body) {
    rest += decoder.decode(piece, { stream: true });
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end).trim();
      rest = rest.slice(end + 1);
      if (line) yield JSON.parse(line) as T;
    }
  }
  if (rest.trim()) yield JSON.parse(rest) as T;
}

/** The bytes of a whole body as text, for headers that carry base64. */
export function decodeBase64(text: string): string {
  return decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}
