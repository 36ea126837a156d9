import { isSystemError } from '../../kernel/errno';
import { serveConnection } from '../../net/http/server';
import { socketStream } from '../../net/http/socket-stream';
import type { HttpRequest, HttpResponse } from '../../net/http/types';
import type { Process, Program } from '../../process/types';
import { formatDate } from '../command-line/date-format';
import { writeError } from './error-log';
import type { Configuration } from './parse';
import { respond } from './respond';
import { defaultErrorLog, hostScope, httpdVersion, type Scope } from './scope';

/** A port that the parent listens on. */
export interface Listener {
  readonly descriptor: number;
  readonly port: number;
}

/** The logs that the parent opened: descriptors by path. */
export type Logs = ReadonlyMap<string, number>;

/** A child of httpd: it serves until SIGTERM, or after SIGWINCH until the requests in hand are answered. */
export function createWorker(configuration: Configuration, listeners: readonly Listener[], logs: Logs): Program {
  return async (process) => {
    let answering = 0;
    let stopping = false;
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    process.onSignal('SIGHUP', 'ignore');
    process.onSignal('SIGTERM', () => finish(), { restart: true });
    process.onSignal(
      'SIGWINCH',
      () => {
        stopping = true;
        if (answering === 0) finish();
      },
      { restart: true },
    );
    const accept = async ({ descriptor, port }: Listener) => {
      process.onSignal('SIGPIPE', 'ignore');
      while (!stopping) {
        const connection = await process.network.accept(descriptor);
        const { peer } = process.network.socket(connection) as { peer: { address: string; port: number } };
        const handler = async (request: HttpRequest) => {
          answering++;
          try {
            return await answer(process, configuration, request, { port, client: `${peer.address}:${peer.port}`, logs });
          } finally {
            answering--;
            if (stopping && answering === 0) globalThis.queueMicrotask(finish);
          }
        };
        void serveConnection(socketStream(process, connection), handler, { remote: peer.address, clock: process.system.clock }).catch((error: unknown) => {
          if (!isSystemError(error) && (error as Error).name !== 'ProcessGone') throw error;
        });
      }
    };
    for (const listener of listeners) void accept(listener).catch(() => undefined); // ends with the worker
    await process.until(finished);
    return 0;
  };
}

async function answer(process: Process, configuration: Configuration, request: HttpRequest, { port, client, logs }: { port: number; client: string; logs: Logs }): Promise<HttpResponse> {
  const scope = hostScope(configuration, request.headers.get('host') ?? '', port);
  const referer = request.headers.get('referer');
  const log = (level: string, module: string, message: string) => writeError(process, logs.get(scope.path(scope.arg('errorlog', defaultErrorLog))) ?? 2, { level, module, message: `[client ${client}] ${message}${referer === undefined ? '' : `, referer: ${referer}`}` });
  const response = await respond({ process, request, scope, log });
  const tokens = scope.arg('servertokens', 'Full').toLowerCase();
  const server = tokens.startsWith('prod') ? 'Apache' : tokens === 'min' || tokens === 'minimal' ? `Apache/${httpdVersion}` : `Apache/${httpdVersion} (Unix)`;
  const custom = scope.last('customlog')?.[0];
  const access = custom === undefined ? undefined : logs.get(scope.path(custom));
  if (access !== undefined) await process.write(access, `${accessLine(process, scope, request, response)}\n`);
  return { ...response, headers: { Date: new Date(process.system.clock.now()).toUTCString(), Server: server, ...response.headers } };
}

/** The line of CustomLog, by its format or the format's nickname. */
function accessLine(process: Process, scope: Scope, request: HttpRequest, { status, body }: HttpResponse): string {
  const wanted = scope.last('customlog')?.[1] ?? '%h %l %u %t "%r" %>s %b';
  const format = scope.all('logformat').findLast(({ args }) => args[1] === wanted)?.args[0] ?? wanted;
  const size = request.method === 'HEAD' ? 0 : typeof body === 'string' ? new TextEncoder().encode(body).length : body instanceof Uint8Array ? body.length : 0;
  return format.replaceAll(/%[<>]?(?:\{([^}]*)\})?([a-zA-Z%])/g, (whole, argument: string | undefined, letter: string) => {
    if (argument !== undefined) return letter === 'i' ? (request.headers.get(argument) ?? '-') : '-';
    const values: Record<string, string> = {
      h: request.remote,
      a: request.remote,
      l: '-',
      u: '-',
      t: `[${formatDate('%d/%b/%Y:%H:%M:%S %z', process.system.clock.now())}]`,
      r: `${request.method} ${request.target} HTTP/1.1`,
      s: String(status),
      b: size === 0 ? '-' : String(size),
      B: String(size),
      O: String(size),
      m: request.method,
      U: request.path,
      H: 'HTTP/1.1',
      v: scope.serverName ?? 'localhost',
      V: scope.serverName ?? 'localhost',
      p: request.headers.get('host')?.split(':')[1] ?? '80',
      P: String(process.pid),
      D: '0',
      T: '0',
      '%': '%',
    };
    return values[letter] ?? whole;
  });
}
