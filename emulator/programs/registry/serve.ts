import { isSystemError } from '../../kernel/errno';
import { serveConnection } from '../../net/http/server';
import { socketStream } from '../../net/http/socket-stream';
import type { HttpHandler } from '../../net/http/types';
import type { ConnectedSocket } from '../../net/types';
import type { Process } from '../../process/types';
import { createHandler } from './http/handler';
import { createLog, createUuid } from './log';
import type { RegistryVersion } from './registry';
import type { RegistrySettings } from './settings';
import { createStorage } from './storage';

const goVersion = { 2: 'go1.20.8', 3: 'go1.23.7' } as const;
/** Exit code of a Go program that a signal ends while it is PID 1, where the signal itself cannot. */
const endedBySignal = 2;

/** `registry serve`: until a signal ends it. */
export async function serve(process: Process, settings: RegistrySettings, version: RegistryVersion): Promise<number> {
  const log = createLog(process, settings.logLevel);
  const goField = { 'go.version': goVersion[version.major] };
  const fields = { ...goField, 'instance.id': createUuid(process), ...settings.logFields, version: version.text };
  if (settings.secret === undefined) {
    await log.line(
      'warning',
      'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.',
      fields,
    );
  }
  await log.line('info', 'redis not configured', fields);
  if (settings.memoryCache) await log.line('info', 'using inmemory blob descriptor cache', fields);
  await log.line('info', `Starting upload purge in ${process.system.random.integer(60)}m0s`, fields);
  let finish: (code: number) => void = () => undefined;
  const finished = new Promise<number>((resolve) => (finish = resolve));
  if (process.pid === 1) for (const signal of ['SIGTERM', 'SIGINT'] as const) process.onSignal(signal, () => finish(endedBySignal), { restart: true });
  process.onSignal('SIGPIPE', 'ignore');
  const authenticate = settings.htpasswd && (await (await process.until(import('./password/password-file'))).createPasswordCheck(process, settings.htpasswd.path, log, goField));
  const { host, port } = settings.address;
  let listener: number;
  try {
    listener = process.network.listen(host === '' ? '::' : host === 'localhost' ? '127.0.0.1' : host.replace(/^\[|\]$/g, ''), port);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await log.line('fatal', `listen tcp ${host}:${port}: bind: ${error.message.toLowerCase()}`);
    return 1;
  }
  const isForAll = host === '' || host === '0.0.0.0' || host === '::' || host === '[::]';
  await log.line('info', `listening on ${isForAll ? '[::]' : host}:${port}`, fields);
  const parts = { process, storage: createStorage(process, settings.directory), settings, secret: settings.secret ?? process.system.random.hex(32), major: version.major };
  const handler = createHandler(parts, log, goField, authenticate);
  accept(process, listener, handler).catch(() => finish(1)); // the end of the process ends it
  return await process.until(finished);
}

/** Serves connections beside each other; the handlers see a client's address with its port. */
async function accept(process: Process, listener: number, handler: HttpHandler): Promise<never> {
  for (;;) {
    const descriptor = await process.network.accept(listener);
    const { peer } = process.network.socket(descriptor) as ConnectedSocket;
    const remote = typeof peer === 'string' ? peer : peer.address.includes(':') ? `[${peer.address}]:${peer.port}` : `${peer.address}:${peer.port}`;
    void serveConnection(socketStream(process, descriptor), handler, { remote, clock: process.system.clock }).catch(() => undefined); // the client or the process has gone
  }
}
