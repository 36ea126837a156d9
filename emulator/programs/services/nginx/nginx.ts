import { isSystemError } from '../../../kernel/errno';
import { serveHttp } from '../../../net/http/server';
import type { HttpRequest, HttpResponse } from '../../../net/http/types';
import type { Process, Program } from '../../../process/types';
import { formatDate } from '../../command-line/date-format';
import { checkDirectives, readConfig } from './config';
import { ConfigError, type Directive } from '../directive';
import { nginxVersion, respond, Scope } from './respond';

const defaultConfig = '/etc/nginx/nginx.conf';

/** `nginx`: a master that reads the configuration and listens, and workers that serve files over the machine's network. */
export const nginx: Program = async (process: Process): Promise<number> => {
  const words = process.argv.slice(1);
  const option = (letter: string) => (words.includes(letter) ? words[words.indexOf(letter) + 1] : undefined);
  if (words.includes('-v') || words.includes('-V')) {
    await process.write(2, `nginx version: nginx/${nginxVersion}\n`);
    return 0;
  }
  const path = option('-c') ?? defaultConfig;
  const log = createErrorLog(process);
  let directives: Directive[];
  try {
    directives = readConfig(process.files, path);
    checkDirectives(directives);
    if (!directives.some((directive) => directive.name === 'events')) throw new ConfigError('no "events" section in configuration');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await process.write(2, `nginx: [emerg] ${error.message}\n`);
    if (words.includes('-t')) await process.write(2, `nginx: configuration file ${path} test failed\n`);
    return 1;
  }
  if (words.includes('-t') || words.includes('-T')) {
    await process.write(2, `nginx: the configuration file ${path} syntax is ok\nnginx: configuration file ${path} test is successful\n`);
    return 0;
  }
  const signal = option('-s');
  if (signal !== undefined) return await signalMaster(process, signal);
  return await runMaster(process, directives, path, log);
};

type ErrorLog = (level: string, message: string) => Promise<void>;

function createErrorLog(process: Process): ErrorLog {
  return (level, message) => process.write(2, `${formatDate('%Y/%m/%d %H:%M:%S', process.system.clock.now())} [${level}] ${process.pid}#${process.pid}: ${message}\n`);
}

async function signalMaster(process: Process, name: string): Promise<number> {
  const signals = { stop: 'SIGTERM', quit: 'SIGQUIT', reload: 'SIGHUP', reopen: 'SIGUSR1' } as const;
  if (!(name in signals)) {
    await process.write(2, `nginx: invalid option: "-s ${name}"\n`);
    return 1;
  }
  try {
    process.kill(Number(process.files.readText('/run/nginx.pid')), signals[name as keyof typeof signals]);
    return 0;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await process.write(2, `nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n`);
    return 1;
  }
}

interface Site {
  readonly directives: readonly Directive[];
  readonly names: readonly string[];
  readonly isDefault: boolean;
}

/** Sites by the port that they listen on. */
function readSites(http: readonly Directive[]): Map<number, Site[]> {
  const sites = new Map<number, Site[]>();
  for (const server of http.filter((directive) => directive.name === 'server')) {
    const block = server.block ?? [];
    const listens = block.filter((directive) => directive.name === 'listen');
    for (const args of listens.length > 0 ? listens.map((directive) => directive.args) : [['80']]) {
      const [address = '80', ...flags] = args;
      const port = Number(/(?:^|:)(\d+)$/.exec(address)?.[1] ?? 80);
      const names = block.filter((directive) => directive.name === 'server_name').flatMap((directive) => directive.args);
      const own = sites.get(port) ?? [];
      if (!own.some((site) => site.directives === block)) own.push({ directives: block, names, isDefault: flags.includes('default_server') });
      sites.set(port, own);
    }
  }
  return sites;
}

function siteFor(sites: readonly Site[], host: string): Site {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return sites.find((site) => site.names.includes(name)) ?? sites.find((site) => site.names.some((one) => one.startsWith('*.') && name.endsWith(one.slice(1)))) ?? sites.find((site) => site.isDefault) ?? (sites[0] as Site);
}

async function runMaster(process: Process, first: readonly Directive[], path: string, log: ErrorLog): Promise<number> {
  let directives = first;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let end = 'SIGTERM';
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) {
    process.onSignal(
      signal,
      () => {
        end = signal;
        finish();
      },
      { restart: true },
    );
  }
  process.onSignal(
    'SIGHUP',
    () => {
      try {
        const next = readConfig(process.files, path);
        checkDirectives(next);
        directives = next;
        void log('notice', 'signal 1 (SIGHUP) received, reconfiguring');
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        void log('emerg', error.message);
      }
    },
    { restart: true },
  );
  const http = () => directives.find((directive) => directive.name === 'http')?.block ?? [];
  const listeners: { descriptor: number; port: number }[] = [];
  for (const port of readSites(http()).keys()) {
    try {
      listeners.push({ descriptor: process.network.listen('0.0.0.0', port), port });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const number = error.errno === 'EADDRINUSE' ? 98 : 13;
      await process.write(2, `nginx: [emerg] bind() to 0.0.0.0:${port} failed (${number}: ${error.message})\n`);
      return 1;
    }
  }
  for (const line of ['using the "epoll" event method', `nginx/${nginxVersion}`, 'built by gcc 12.2.0 (Debian 12.2.0-14+deb12u1) ', `OS: Linux ${process.system.kernel.release}`, 'getrlimit(RLIMIT_NOFILE): 1048576:1048576', 'start worker processes']) await log('notice', line);
  process.files.writeFile('/run/nginx.pid', `${process.pid}\n`);
  const access = await openLog(process, '/var/log/nginx/access.log');
  const worker: Program = async (own) => {
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTERM'] as const) own.onSignal(signal, signal === 'SIGTERM' ? 'default' : 'ignore');
    for (const { descriptor, port } of listeners) {
      const handler = async (request: HttpRequest): Promise<HttpResponse> => {
        const block = http();
        const site = siteFor(readSites(block).get(port) ?? [], request.headers.get('host') ?? '');
        const response = await respond(own, request, site.directives, new Scope([block]));
        const withServer = { ...response, headers: { Server: `nginx/${nginxVersion}`, Date: new Date(own.system.clock.now()).toUTCString(), ...response.headers } };
        if (response.status === 404) await notFound(own, request, site, block);
        if (access !== undefined) await own.write(access, accessLine(own, request, response));
        return withServer;
      };
      void serveHttp(own, descriptor, handler).catch(() => undefined); // ends with the worker
    }
    for (;;) await own.pause();
  };
  const workers: number[] = [];
  for (let count = 0; count < process.system.processors; count++) {
    const pid = await process.spawn({ program: worker, argv: ['nginx: worker process'], name: 'nginx', credentials: { uid: 101, gid: 101, groups: [101] } });
    workers.push(pid);
    await log('notice', `start worker process ${pid}`);
  }
  await process.until(finished);
  await log('notice', end === 'SIGQUIT' ? 'signal 3 (SIGQUIT) received, shutting down' : `signal ${end === 'SIGINT' ? 2 : 15} (${end}) received, exiting`);
  for (const pid of workers) {
    process.kill(pid, 'SIGKILL');
    await process.wait(pid);
  }
  await log('notice', 'exit');
  return 0;
}

async function openLog(process: Process, path: string): Promise<number | undefined> {
  try {
    return await process.open(path, { write: true, create: true, append: true });
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** The access log's combined format. */
function accessLine(process: Process, request: HttpRequest, { status, body }: HttpResponse): string {
  const size = typeof body === 'string' ? body.length : body instanceof Uint8Array && request.method !== 'HEAD' ? body.length : 0;
  const time = formatDate('%d/%b/%Y:%H:%M:%S %z', process.system.clock.now());
  return `${request.remote} - - [${time}] "${request.method} ${request.target} HTTP/1.1" ${status} ${size} "${request.headers.get('referer') ?? '-'}" "${request.headers.get('user-agent') ?? '-'}" "${request.headers.get('x-forwarded-for') ?? '-'}"\n`;
}

async function notFound(process: Process, request: HttpRequest, site: Site, http: readonly Directive[]): Promise<void> {
  const scope = new Scope([site.directives, http]);
  const location = site.directives.find((directive) => directive.name === 'location' && directive.args[0] === '/');
  const root = (location?.block ?? []).find((directive) => directive.name === 'root')?.args[0] ?? scope.arg('root', '/etc/nginx/html');
  const line = `${formatDate('%Y/%m/%d %H:%M:%S', process.system.clock.now())} [error] ${process.pid}#${process.pid}: *1 open() "${root}${request.path}" failed (2: No such file or directory), client: ${request.remote}, server: ${site.names[0] ?? ''}, request: "${request.method} ${request.target} HTTP/1.1", host: "${request.headers.get('host') ?? ''}"\n`;
  await process.write(2, line);
}
