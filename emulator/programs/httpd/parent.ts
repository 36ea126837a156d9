import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { writeError } from './error-log';
import { type Configuration } from './parse';
import { ConfigError } from '../services/directive';
import { defaultErrorLog, httpdVersion, Scope } from './scope';
import { createWorker, type Listener, type Logs } from './worker';

/** How the server is run. */
export interface ServerOptions {
  readonly configuration: Configuration;
  /** Reads the configuration anew. Throws {@link ConfigError}. */
  readonly reread: () => Configuration;
  /** A mistake in the configuration as it is printed. */
  readonly said: (error: ConfigError) => string;
  /** For the log. */
  readonly command: string;
}

type Order = 'SIGTERM' | 'SIGWINCH' | 'SIGHUP' | 'SIGUSR1';

/** Children that serve. */
const children = 3;

/** The parent: it listens, starts children, and does what signals say until it is stopped. */
export async function runServer(process: Process, { configuration, reread, said, command }: ServerOptions): Promise<number> {
  const orders: Order[] = [];
  let wake: () => void = () => undefined;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGWINCH', 'SIGHUP', 'SIGUSR1'] as const) {
    process.onSignal(
      signal,
      () => {
        orders.push(signal === 'SIGINT' ? 'SIGTERM' : signal);
        wake();
      },
      { restart: true },
    );
  }
  const nextOrder = async () => {
    if (orders.length === 0) await process.until(new Promise<void>((resolve) => (wake = resolve)));
    return orders.shift() as Order;
  };
  let current = configuration;
  let pidFile = '';
  for (;;) {
    const scope = new Scope(current.directives);
    const logs = await openLogs(process, scope);
    if (!logs) return 1;
    const listeners = await listen(process, scope);
    if (!listeners) return 1;
    const note = (module: string, level: string, message: string) => writeError(process, logs.get(scope.path(scope.arg('errorlog', defaultErrorLog))) ?? 2, { module, level, message });
    pidFile = scope.path(scope.arg('pidfile', 'logs/httpd.pid'));
    process.files.writeFile(pidFile, `${process.pid}\n`);
    await note('mpm_event', 'notice', `AH00489: Apache/${httpdVersion} (Unix) configured -- resuming normal operations`);
    await note('core', 'notice', `AH00094: Command line: '${command}'`);
    const credentials = childCredentials(process, scope);
    const worker = createWorker(current, listeners, logs);
    const pids: number[] = [];
    for (let count = 0; count < children; count++) pids.push(await process.spawn({ program: worker, argv: process.argv, name: 'httpd', ...(process.credentials.uid === 0 ? { credentials } : {}) }));
    const order = await nextOrder();
    if (order === 'SIGTERM') await note('mpm_event', 'notice', 'AH00491: caught SIGTERM, shutting down');
    if (order === 'SIGWINCH') await note('mpm_event', 'notice', 'AH00492: caught SIGWINCH, shutting down gracefully');
    if (order === 'SIGHUP') await note('mpm_event', 'notice', 'AH00494: SIGHUP received.  Attempting to restart');
    if (order === 'SIGUSR1') await note('mpm_event', 'notice', 'AH00493: SIGUSR1 received.  Doing graceful restart');
    for (const { descriptor } of listeners) process.close(descriptor);
    for (const pid of pids) process.kill(pid, order === 'SIGWINCH' || order === 'SIGUSR1' ? 'SIGWINCH' : 'SIGTERM');
    for (const pid of pids) await process.wait(pid);
    for (const descriptor of logs.values()) if (descriptor > 2) process.close(descriptor);
    if (order === 'SIGTERM' || order === 'SIGWINCH') break;
    try {
      current = reread();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      await process.write(2, `${said(error)}\n`);
      return 1;
    }
  }
  if (process.files.exists(pidFile)) process.files.unlink(pidFile);
  return 0;
}

/** Who the children are: what User and Group say. */
function childCredentials({ files }: Process, scope: Scope) {
  const accounts = new Accounts(files);
  const [user, group] = [scope.arg('user', 'www-data'), scope.arg('group', 'www-data')];
  const gid = accounts.groups.find(({ name }) => name === group)?.gid ?? Number(group.replace('#', ''));
  const uid = accounts.users.find(({ name }) => name === user)?.uid ?? Number(user.replace('#', ''));
  return { uid: Number.isNaN(uid) ? 65_534 : uid, gid: Number.isNaN(gid) ? 65_534 : gid, groups: [Number.isNaN(gid) ? 65_534 : gid] };
}

/** Opens the logs of the server and of its virtual hosts. */
async function openLogs(process: Process, scope: Scope): Promise<Logs | undefined> {
  const hosts = [scope, ...scope.sections('virtualhost').map(({ block = [] }) => new Scope(block))];
  const wanted = [
    { name: scope.arg('errorlog', defaultErrorLog), code: 'AH00091', what: 'error log file' },
    ...hosts.flatMap((host) => host.all('errorlog').map(({ args }) => ({ name: args[0] ?? '', code: 'AH00091', what: 'error log file' }))),
    ...hosts.flatMap((host) => host.all('customlog').map(({ args }) => ({ name: args[0] ?? '', code: 'AH00649', what: 'transfer log file' }))),
  ];
  const logs = new Map<string, number>();
  for (const { name, code, what } of wanted) {
    const path = scope.path(name);
    if (logs.has(path)) continue;
    const own = /^\/(?:proc\/self|dev)\/fd\/([12])$/.exec(path)?.[1] ?? { '/dev/stdout': '1', '/dev/stderr': '2' }[path];
    try {
      logs.set(path, own === undefined ? await process.open(path, { write: true, create: true, append: true }) : Number(own));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await process.write(2, `(${error.errno === 'EACCES' ? 13 : 2})${error.message}: ${code}: httpd: could not open ${what} ${path}.\nAH00015: Unable to open logs\n`);
      return undefined;
    }
  }
  return logs;
}

async function listen(process: Process, scope: Scope): Promise<Listener[] | undefined> {
  const listeners: Listener[] = [];
  const wanted = scope.all('listen').map(({ args }) => args[0] ?? '');
  for (const place of wanted) {
    const [, address = '0.0.0.0', port = '80'] = /^(?:\[?([\d.*:a-f]+?)\]?:)?(\d+)$/.exec(place) ?? [];
    const where = address === '*' || address === '::' ? '0.0.0.0' : address;
    try {
      listeners.push({ descriptor: process.network.listen(where, Number(port)), port: Number(port) });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const number = { EADDRINUSE: 98, EACCES: 13, EADDRNOTAVAIL: 99 }[error.errno as string] ?? 22;
      await process.write(2, `(${number})${error.message}: AH00072: make_sock: could not bind to address ${where}:${port}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`);
      return undefined;
    }
  }
  if (listeners.length > 0) return listeners;
  await process.write(2, 'no listening sockets available, shutting down\nAH00015: Unable to open logs\n');
  return undefined;
}
