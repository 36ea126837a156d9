import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { acceptClients } from './client-connection';
import { RedisServer } from './server';
import { readSettings, SettingsError } from './settings';

const usage = `Usage: ./redis-server [/path/to/redis.conf] [options] [-]
       ./redis-server - (read config from stdin)
       ./redis-server -v or --version
       ./redis-server -h or --help

Examples:
       ./redis-server (run the server with default conf)
       ./redis-server /etc/redis/6379.conf
       ./redis-server --port 7777
       ./redis-server /etc/myredis.conf --loglevel verbose -
`;

/** `redis-server` of a version. */
export const createRedisServer =
  (version: string): Program =>
  async (process) => {
    const [, first = '', ...more] = process.argv;
    if (first === '-v' || first === '--version') {
      await process.write(1, `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=${version === '7.2.11' ? '7a3c1e5b2d9f8046' : '5e1b0c4d7f3a9268'}\n`);
      return 0;
    }
    if (first === '-h' || first === '--help') {
      await process.write(1, usage);
      return 0;
    }
    const file = first !== '' && !first.startsWith('-') ? first : undefined;
    const path = file === undefined ? '' : file.startsWith('/') ? file : `${process.cwd}/${file}`;
    let settings: Map<string, string>;
    try {
      settings = readSettings(file === undefined ? '' : process.files.readText(path), file === undefined ? [first, ...more] : more, process.cwd);
    } catch (error) {
      if (error instanceof SettingsError) await process.write(2, error.message);
      else if (isSystemError(error)) await process.write(1, `${process.pid}:C # Fatal error, can't open config file '${path}': ${error.message}\n`);
      else throw error;
      return 1;
    }
    if (settings.get('daemonize') === 'yes') {
      await process.spawn({ program: (own) => serve(own, version, settings, path), argv: process.argv, name: 'redis-server', newSession: true, orphan: true });
      return 0;
    }
    return await serve(process, version, settings, path);
  };

async function serve(process: Process, version: string, settings: Map<string, string>, configFile: string): Promise<number> {
  const server = new RedisServer(process, version, settings, configFile);
  const port = Number(settings.get('port'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.onSignal(
      signal,
      () => {
        void server.say(`${process.pid}:signal-handler (${Math.floor(server.now() / 1000)}) Received ${signal} scheduling shutdown...\n`);
        server.stop(undefined);
      },
      { restart: true },
    );
  }
  process.onSignal('SIGHUP', 'ignore');
  await server.log('*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
  await server.log('*', `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${process.pid}, just started`, 'C');
  if (process.argv.length > 1) await server.log('*', 'Configuration loaded', 'C');
  else await server.log('#', 'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf', 'C');
  await server.log('*', 'monotonic clock: POSIX clock_gettime');
  let listener: number;
  try {
    process.changeDirectory(settings.get('dir') ?? '.');
    listener = process.network.listen('0.0.0.0', port);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await server.log('#', error.errno === 'EADDRINUSE' ? `Warning: Could not create server TCP listening socket *:${port}: bind: Address already in use` : `Can't chdir to '${settings.get('dir')}': ${error.message}`);
    if (error.errno === 'EADDRINUSE') await server.log('#', `Failed listening on port ${port} (tcp), aborting.`);
    return 1;
  }
  await server.log('*', `Running mode=standalone, port=${port}.`);
  await server.log('*', 'Server initialized');
  if (!(await server.load())) return 1;
  await server.log('*', 'Ready to accept connections tcp');
  void acceptClients(process, server, listener).catch(() => undefined); // ends with the server
  void watchSavePoints(process, server).catch(() => undefined); // as above
  while (!(await server.finish(await process.until(server.nextStop())))) continue;
  return 0;
}

async function watchSavePoints(process: Process, server: RedisServer): Promise<never> {
  for (;;) {
    await process.sleep(1000);
    server.saveIfDue();
  }
}
