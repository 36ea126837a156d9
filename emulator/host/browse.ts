import { concatenate } from '../kernel/bytes';
import { isSystemError } from '../kernel/errno';
import { HttpError } from '../net/http/body';
import { LineTooLong } from '../net/http/buffered-stream';
import { sendHttp, type HttpReply } from '../net/http/client';
import { socketStream } from '../net/http/socket-stream';
import type { Process } from '../process/types';
import { findAccount } from './find-account';
import type { Host } from './host';
import { startAgent } from './session';

/** One request of a browser that runs on the host. */
export interface BrowseRequest {
  /** `http://HOST[:PORT]/PATH[?QUERY]`, percent-encoded as the URL standard has it. */
  readonly url: string;
  readonly method: string;
  /** Sent in their order, behind `Host`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** A whole answer. */
export interface BrowsePage {
  readonly ok: true;
  readonly status: number;
  readonly reason: string;
  /** In their order; a name may be there several times. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Why there is no answer, in the words that browsers have for it. */
export type BrowseFailure =
  | 'bad-address'
  | 'unknown-host'
  | 'refused'
  | 'unreachable'
  | 'timed-out'
  /** The connection ended before the answer did. */
  | 'reset'
  | 'empty-reply'
  | 'not-http'
  /** The answer has more than {@link sizeLimit} bytes. */
  | 'too-large'
  /** `https:`: nothing in the machine speaks TLS. */
  | 'no-tls';

/** What came of a request. It is a value and not an error, so that it can be sent from thread to thread. */
export type BrowseReply = BrowsePage | { readonly ok: false; readonly failure: BrowseFailure };

/** Bytes of a body that are taken; a page holds all of it in memory. */
export const sizeLimit = 32 * 1024 * 1024;
/** Milliseconds until a browser gives up on a connection, and on an answer of which nothing more comes. */
const connectLimit = 30_000;
const silenceLimit = 60_000;

/** Ends a request, with the reason. */
class Failed extends Error {
  override readonly name = 'Failed';
  constructor(readonly failure: BrowseFailure) {
    super(failure);
  }
}

/**
 * Makes a request as a browser on the host would: in the learner's name, names found as the host finds them, over the emulated network.
 * Redirects are the caller's. Rejects only when the machine stops meanwhile.
 */
export async function browse(host: Host, request: BrowseRequest): Promise<BrowseReply> {
  const url = readUrl(request.url);
  if (typeof url === 'string') return { ok: false, failure: url };
  return await startAgent(
    host,
    async (agent) => {
      agent.onSignal('SIGPIPE', 'ignore');
      try {
        return await exchange(agent, url, request);
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
    { name: 'browser', credentials: findAccount(host.init.files, 'learner').credentials },
  );
}

function readUrl(text: string): URL | BrowseFailure {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'bad-address';
  }
  if (url.protocol === 'https:') return 'no-tls';
  return url.protocol === 'http:' && url.hostname !== '' ? url : 'bad-address';
}

async function exchange(agent: Process, url: URL, { method, headers, body }: BrowseRequest): Promise<BrowsePage> {
  const descriptor = await connect(agent, url);
  const request = { method, target: `${url.pathname}${url.search}`, headers: { Host: url.host, ...headers, Connection: 'close' }, body };
  const reply = await within(agent, sendHttp(socketStream(agent, descriptor), request), silenceLimit);
  return { ok: true, status: reply.status, reason: reply.reason, headers: [...reply.headers.entries()], body: await readAll(agent, reply) };
}

/** Tries a name's addresses one after the other. */
async function connect(agent: Process, url: URL): Promise<number> {
  const name = url.hostname.replaceAll(/^\[|\]$/g, '');
  const port = url.port === '' ? 80 : Number(url.port);
  // Browsers know this family of names without asking anybody.
  const addresses = name.endsWith('.localhost') ? ['127.0.0.1'] : await agent.network.resolve(name);
  let last: unknown = new Failed('unknown-host');
  for (const address of addresses) {
    try {
      return await within(agent, agent.network.connect(address, port), connectLimit);
    } catch (error) {
      if (!isSystemError(error) && !(error instanceof Failed)) throw error;
      last = error;
    }
  }
  throw last;
}

async function readAll(agent: Process, { body }: HttpReply): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const pieces = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await within(agent, pieces.next(), silenceLimit);
    if (next.done) return concatenate(parts);
    size += next.value.length;
    if (size > sizeLimit) throw new Failed('too-large');
    parts.push(next.value);
  }
}

async function within<T>(agent: Process, work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: { cancel(): void } | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = agent.system.clock.after(milliseconds, () => reject(new Failed('timed-out')));
  });
  try {
    return await agent.until(Promise.race([work, late]));
  } finally {
    timer?.cancel();
  }
}

function failureOf(error: unknown): BrowseFailure {
  if (error instanceof Failed) return error.failure;
  if (error instanceof LineTooLong) return 'not-http';
  if (error instanceof HttpError) return error.message.startsWith('Empty') ? 'empty-reply' : error.message.startsWith('Unexpected end') ? 'reset' : 'not-http';
  if (!isSystemError(error)) throw error;
  switch (error.errno) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timed-out';
    case 'EAGAIN': // no name server answers
      return 'unknown-host';
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return 'unreachable';
    default:
      return 'reset';
  }
}
