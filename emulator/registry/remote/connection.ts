import { collect, decode, encode } from '../../kernel/bytes';
import { isSystemError, type SystemError } from '../../kernel/errno';
import { HttpError } from '../../net/http/body';
import { sendHttp, type HttpReply, type OutgoingRequest } from '../../net/http/client';
import { reasonPhrase } from '../../net/http/reason';
import { socketStream } from '../../net/http/socket-stream';
import type { DuplexStream } from '../../net/http/types';
import type { Process } from '../../process/types';
import { RegistryError } from './error';

/** Who asks. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** How a registry is reached. */
export interface ConnectionOptions {
  /** `localhost:5000` */
  readonly host: string;
  /** Plain HTTP will do, as for what is on this machine. */
  readonly insecure: boolean;
  readonly credentials: Credentials | undefined;
  /** What the requests say that they come from. */
  readonly userAgent: string;
}

/** Requests to one registry, each over a connection of its own. */
export interface Connection {
  /** Asks `/v2/`, which says how to come in; throws {@link RegistryError}. Does it once. */
  greet(): Promise<void>;
  /** Asks after greeting. `target` is a path or an absolute location of this registry. */
  ask(method: string, target: string, request?: Pick<OutgoingRequest, 'headers' | 'body'>): Promise<HttpReply>;
  /** The URL of a path, for messages. */
  url(target: string): string;
}

/** The network's failures in Go's words. */
const dialFailures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect: connection refused',
  ENETUNREACH: 'connect: network is unreachable',
  EHOSTUNREACH: 'connect: no route to host',
  ETIMEDOUT: 'i/o timeout',
};

const toBase64 = (text: string) => btoa(String.fromCharCode(...encode(text)));

/** `Get`, as Go's URL errors begin. */
const verb = (method: string) => method.charAt(0) + method.slice(1).toLowerCase();

function splitHost(host: string, secure: boolean): { name: string; port: number } {
  const [, name = host, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(host) ?? [];
  return { name, port: Number(port ?? (secure ? 443 : 80)) };
}

/** The name server that is asked first, for messages. */
function nameServer({ files }: Process): string {
  return (files.exists('/etc/resolv.conf') && /^nameserver\s+(\S+)/m.exec(files.readText('/etc/resolv.conf'))?.[1]) || '127.0.0.1';
}

/** A TCP connection to a host; throws {@link RegistryError} with Go's sentence, behind `before`. */
async function dial(process: Process, host: string, secure: boolean, before: string): Promise<DuplexStream> {
  const { name, port } = splitHost(host, secure);
  const fail = (why: string) => new RegistryError('unreachable', `${before}: dial tcp${why}`);
  let addresses: string[] = [];
  try {
    addresses = /^[\d.]+$|:/.test(name) ? [name] : await process.network.resolve(name);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw fail(`: lookup ${name} on ${nameServer(process)}:53: server misbehaving`);
  }
  if (addresses.length === 0) throw fail(`: lookup ${name} on ${nameServer(process)}:53: no such host`);
  let first: SystemError | undefined;
  for (const address of addresses) {
    try {
      return socketStream(process, await process.network.connect(address, port));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      first ??= error;
    }
  }
  const [address = ''] = addresses;
  throw fail(` ${address.includes(':') ? `[${address}]` : address}:${port}: ${dialFailures[first?.errno ?? ''] ?? `connect: ${first?.message.toLowerCase() ?? ''}`}`);
}

/** The failure that an answer tells of: the first of its errors, or its status. */
export async function failureOf(reply: HttpReply): Promise<RegistryError> {
  const kind = reply.status === 401 ? 'unauthorized' : reply.status === 404 ? 'not found' : reply.status === 403 || reply.status === 405 ? 'refused' : 'system';
  const text = decode(await collect(reply.body));
  try {
    const { errors = [] } = JSON.parse(text) as { errors?: { code: string; message: string }[] };
    const [first] = errors;
    if (first) {
      const code = first.code.toLowerCase().replaceAll('_', ' ');
      return new RegistryError(kind, `${code}: ${first.message}`, code);
    }
  } catch {
    // No JSON: some other server, of which only the status is known.
  }
  if (kind === 'unauthorized') return new RegistryError(kind, 'unauthorized: authentication required', 'unauthorized');
  return new RegistryError(kind, `received unexpected HTTP status: ${reply.status} ${reply.reason || reasonPhrase(reply.status)}`);
}

/** Requests in the name of `process` over the emulated network. Nothing in the machine speaks TLS: a registry that must be secure can't be reached, and the reason is that of a client of TLS. */
export function createConnection(process: Process, { host, insecure, credentials, userAgent }: ConnectionOptions): Connection {
  const base = `${insecure ? 'http' : 'https'}://${host}`;
  let challenge = '';
  let greeting: Promise<void> | undefined;

  async function send(method: string, target: string, { headers, body }: Pick<OutgoingRequest, 'headers' | 'body'>): Promise<HttpReply> {
    const path = target.replace(/^https?:\/\/[^/]+/, '');
    const before = `${verb(method)} ${JSON.stringify(`${base}${path}`)}`;
    const stream = await dial(process, host, !insecure, before);
    if (!insecure) {
      stream.close();
      throw new RegistryError('unreachable', `${before}: http: server gave HTTP response to HTTPS client`);
    }
    if (challenge === 'basic' && !credentials) {
      stream.close();
      throw new RegistryError('unauthorized', `${before}: no basic auth credentials`, 'no basic auth credentials');
    }
    const authorization: Record<string, string> = challenge === 'basic' && credentials ? { Authorization: `Basic ${toBase64(`${credentials.username}:${credentials.password}`)}` } : {};
    try {
      return await sendHttp(stream, { method, target: path, headers: { Host: host, 'User-Agent': userAgent, ...authorization, ...headers }, ...(body === undefined ? {} : { body }) });
    } catch (error) {
      stream.close();
      if (!isSystemError(error) && !(error instanceof HttpError)) throw error;
      throw new RegistryError('unreachable', `${before}: ${error instanceof HttpError && error.message.startsWith('Empty') ? 'EOF' : 'read: connection reset by peer'}`);
    }
  }

  const greet = () =>
    (greeting ??= (async () => {
      const reply = await send('GET', '/v2/', {});
      if (reply.status === 401) challenge = (reply.headers.get('www-authenticate') ?? '').split(' ')[0]?.toLowerCase() ?? '';
      for await (const _ of reply.body) continue;
    })());

  return {
    greet,
    url: (target) => `${base}${target}`,
    async ask(method, target, request = {}) {
      await greet();
      return await send(method, target, request);
    },
  };
}

/** Whether a host may be spoken to without TLS: this machine, and what `patterns` (hosts, or networks such as `10.0.0.0/8`) say. */
export function isInsecure(host: string, patterns: readonly string[]): boolean {
  const { name } = splitHost(host, true);
  if (name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name)) return true;
  const number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return patterns.some((pattern) => {
    const network = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(pattern);
    if (!network) return pattern.replace(/^https?:\/\//, '') === host;
    const size = 2 ** (32 - Number(network[2]));
    return /^\d+\.\d+\.\d+\.\d+$/.test(name) && Math.floor(number(name) / size) === Math.floor(number(network[1] ?? '') / size);
  });
}
