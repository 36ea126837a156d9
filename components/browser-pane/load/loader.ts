import type { BrowseFailure, BrowsePage, BrowseReply, BrowseRequest } from '../../../runtime/client/types';
import { resolveAddress, withoutHash } from '../address';
import { findHeader } from './content';
import type { CookieJar } from './cookie-jar';

/** Something that a page, or the address field, asks for. */
export interface LoadRequest {
  readonly url: string;
  /** GET when absent. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** What the request accepts; everything when absent. */
  readonly accept?: string;
  /** The page that asks. */
  readonly referrer?: string;
  /** Leaves cookies out, and takes none. */
  readonly anonymous?: boolean;
}

/** Why nothing could be loaded. */
export type LoadFailure = BrowseFailure | 'too-many-redirects' | 'machine-off' | 'unreadable';

/** An answer, at the address where it was found in the end. */
export interface Loaded extends BrowsePage {
  readonly url: string;
  readonly redirected: boolean;
}

export type LoadResult = Loaded | { readonly ok: false; readonly url: string; readonly failure: LoadFailure };

/** Asks the machine as a browser does. */
export type Loader = (request: LoadRequest) => Promise<LoadResult>;

const mostRedirects = 20;
/** Connections to one host at a time, as browsers hold it. */
const mostConnections = 6;
/** Bytes that a compressed body may grow to. */
const sizeLimit = 64 * 1024 * 1024;

/** Makes a loader over the machine: with cookies, redirects and compressed bodies. One for each page: what an old page waits for does not hold up the next. */
export function createLoader(browse: (request: BrowseRequest) => Promise<BrowseReply>, jar: CookieJar, userAgent: string): Loader {
  const turns = new Map<string, { busy: number; waiting: (() => void)[] }>();

  async function inTurn<T>(host: string, work: () => Promise<T>): Promise<T> {
    const turn = turns.get(host) ?? { busy: 0, waiting: [] };
    turns.set(host, turn);
    if (turn.busy >= mostConnections) await new Promise<void>((go) => turn.waiting.push(go));
    turn.busy++;
    try {
      return await work();
    } finally {
      turn.busy--;
      turn.waiting.shift()?.();
    }
  }

  return async (request) => {
    let url = request.url;
    let method = (request.method ?? 'GET').toUpperCase();
    let body = request.body;
    for (let redirects = 0; ; redirects++) {
      const target = withoutHash(url);
      const headers: Record<string, string> = {
        'User-Agent': userAgent,
        Accept: request.accept ?? '*/*',
        'Accept-Language': 'en',
        'Accept-Encoding': 'gzip, deflate',
        ...(request.referrer === undefined ? {} : { Referer: withoutHash(request.referrer) }),
        ...request.headers,
      };
      if (body === undefined) for (const name of Object.keys(headers)) if (name.toLowerCase() === 'content-type') delete headers[name];
      const cookies = request.anonymous ? undefined : jar.header(target);
      if (cookies !== undefined) headers['Cookie'] = cookies;
      let reply: BrowseReply;
      try {
        reply = await inTurn(new URL(target).host, () => browse({ url: target, method, headers, ...(body ? { body } : {}) }));
      } catch {
        return { ok: false, url, failure: 'machine-off' };
      }
      if (!reply.ok) return { ok: false, url, failure: reply.failure };
      if (!request.anonymous) for (const [name, value] of reply.headers) if (name.toLowerCase() === 'set-cookie') jar.set(target, value);
      const next = redirectOf(reply, url);
      if (next === undefined) return { ...reply, body: await decompress(reply), url, redirected: redirects > 0 };
      if (redirects >= mostRedirects) return { ok: false, url, failure: 'too-many-redirects' };
      if (reply.status === 303 ? method !== 'HEAD' : reply.status < 303 && method === 'POST') [method, body] = ['GET', undefined];
      url = next;
    }
  };
}

function redirectOf({ status, headers }: BrowsePage, url: string): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const location = findHeader(headers, 'location');
  const next = location === undefined ? undefined : resolveAddress(location, url);
  const hash = /#.*/.exec(url)?.[0];
  return next !== undefined && hash !== undefined && !next.includes('#') ? next + hash : next;
}

async function decompress({ headers, body }: BrowsePage): Promise<Uint8Array> {
  const encoding = findHeader(headers, 'content-encoding')?.trim().toLowerCase();
  if ((encoding !== 'gzip' && encoding !== 'deflate') || body.length === 0) return body;
  try {
    const parts: Uint8Array[] = [];
    let size = 0;
    const reader = new Blob([body as BlobPart]).stream().pipeThrough(new DecompressionStream(encoding)).getReader();
    for (let next = await reader.read(); !next.done && size < sizeLimit; next = await reader.read()) {
      parts.push(next.value);
      size += next.value.length;
    }
    return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  } catch {
    return body; // said to be compressed, and is not
  }
}
