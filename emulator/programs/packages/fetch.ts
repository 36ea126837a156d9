import { concatenate, decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { HttpError } from '../../net/http/body';
import { sendHttp } from '../../net/http/client';
import { socketStream } from '../../net/http/socket-stream';
import type { Process } from '../../process/types';

/** A file could not be had; `kind` is where it failed. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  constructor(
    readonly kind: 'resolve' | 'connect' | 'http',
    message: string,
    readonly address = '',
  ) {
    super(message);
  }
}

/** GETs a file of an archive over the machine's network. (The archives' port 443 speaks plain HTTP too: nothing here speaks TLS.) Throws {@link FetchError}. */
export async function fetchText(process: Process, url: string): Promise<string> {
  const [, scheme = '', host = '', target = '/'] = /^(https?):\/\/([^/]+)(\/.*)?$/.exec(url) ?? [];
  const [name = '', given] = host.split(':');
  const port = Number(given ?? (scheme === 'https' ? 443 : 80));
  let address: string | undefined = /^[\d.]+$/.test(name) ? name : undefined;
  try {
    address ??= (await process.network.resolve(name))[0];
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  if (address === undefined) throw new FetchError('resolve', `Temporary failure resolving '${name}'`);
  try {
    const descriptor = await process.network.connect(address, port);
    const reply = await sendHttp(socketStream(process, descriptor), { method: 'GET', target, headers: { Host: host, 'User-Agent': 'Debian APT-HTTP/1.3' } });
    const parts: Uint8Array[] = [];
    for await (const piece of reply.body) parts.push(piece);
    if (reply.status !== 200) throw new FetchError('http', `${reply.status}  ${reply.reason}`, address);
    return decode(concatenate(parts));
  } catch (error) {
    if (error instanceof HttpError) throw new FetchError('connect', 'Connection failed', address);
    if (!isSystemError(error)) throw error;
    throw new FetchError('connect', error.message, address);
  }
}
