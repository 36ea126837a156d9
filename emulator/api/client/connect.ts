import { isSystemError } from '../../kernel/errno';
import type { DuplexStream } from '../../net/http/types';
import { socketStream } from './transport';
import type { Process } from '../../process/types';
import type { Endpoint } from './endpoint';
import { ConnectionError } from './error';

/** Opens a connection to the daemon; `method` and `target` of the request to come are part of what some failures say. */
export async function connectTo(process: Process, endpoint: Endpoint, method: string, target: string): Promise<DuplexStream> {
  const verb = method[0] + method.slice(1).toLowerCase();
  try {
    if (endpoint.kind === 'unix') return socketStream(process, await process.network.connectUnix(endpoint.path));
    const address = await addressOf(process, endpoint.host);
    if (address === undefined) {
      throw new ConnectionError(`error during connect: ${verb} "http://${endpoint.host}:${endpoint.port}${target}": dial tcp: lookup ${endpoint.host}: no such host`);
    }
    return socketStream(process, await process.network.connect(address, endpoint.port));
  } catch (error) {
    if (isSystemError(error, 'EACCES') && endpoint.kind === 'unix') {
      throw new ConnectionError(
        `permission denied while trying to connect to the Docker daemon socket at ${endpoint.url}: ` +
          `${verb} "http://${encodeURIComponent(endpoint.path)}${target}": dial unix ${endpoint.path}: connect: permission denied`,
      );
    }
    if (isSystemError(error)) throw new ConnectionError(`Cannot connect to the Docker daemon at ${endpoint.url}. Is the docker daemon running?`);
    throw error;
  }
}

async function addressOf(process: Process, host: string): Promise<string | undefined> {
  if (/^[\d.]+$|:/.test(host)) return host;
  return (await process.network.resolve(host))[0];
}
