import { createRouter } from '../../api/router/router';
import { createEngine, type Engine } from '../../engine/engine';
import { engineVersion } from '../../engine/system/engine-version';
import { isSystemError } from '../../kernel/errno';
import { later } from '../../kernel/later';
import { serveHttp } from '../../net/http/server';
import type { Process, Program } from '../../process/types';
import { OptionError, parseOptions } from '../command-line/options';
import { readDaemonConfig } from './daemon-config';
import { dockerdOptions } from './flags';
import { createLogger, type Logger } from './logger';

const defaultPidFile = '/var/run/docker.pid';
const removedDrivers = ['aufs', 'devicemapper', 'overlay'];

/** `dockerd`: checks its flags and its config file, starts the Engine, and serves its API until a signal ends it. */
export const dockerd: Program = async (process: Process): Promise<number> => {
  const complain = async (text: string) => {
    await process.write(2, `${text}\n`);
    return 1;
  };
  const words = process.argv.slice(1);
  if (words.includes('--help') || words.includes('-h')) {
    const { dockerdHelp } = await process.until(import('./help'));
    await process.write(1, dockerdHelp);
    return 0;
  }
  let given;
  try {
    given = parseOptions(words, dockerdOptions);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const unknown = /unrecognized option '(.*)'/.exec(error.message)?.[1];
    const shorthand = /invalid option -- '(.)'/.exec(error.message)?.[1];
    const text = unknown !== undefined ? `unknown flag: ${unknown}` : shorthand !== undefined ? `unknown shorthand flag: '${shorthand}' in ${words.find((word) => word.includes(shorthand)) ?? ''}` : error.message;
    return await complain(`${text}\n\nUsage:  dockerd [OPTIONS]\n\nRun 'dockerd --help' for more information`);
  }
  if (given.has('version')) {
    await process.write(1, `Docker version ${engineVersion}, build 89c5e8f\n`);
    return 0;
  }
  if (given.operands.length > 0) return await complain(`"dockerd" accepts no arguments.\nSee 'dockerd --help'.\n\nUsage:  dockerd [OPTIONS]\n\nA self-sufficient runtime for containers.`);
  const config = readDaemonConfig(process, given.value('configFile'), new Set(given.given.map((option) => option.key)));
  if (typeof config === 'string') return await complain(config);
  if (given.has('validate')) {
    await process.write(2, 'configuration OK\n');
    return 0;
  }
  const logger = createLogger(process, given.value('logLevel') ?? config.logLevel ?? 'info', given.has('debug') || config.debug === true);
  if (typeof logger === 'string') return await complain(logger);
  if (process.credentials.uid !== 0) {
    return await complain('failed to start daemon, ensure docker daemon is not running or delete /var/run/docker.pid: dockerd needs to be started with root privileges. To run dockerd in rootless mode as an unprivileged user, see https://docs.docker.com/go/rootless/'.replace('failed to start daemon, ensure docker daemon is not running or delete /var/run/docker.pid: ', ''));
  }
  return await runDaemon(process, {
    logger,
    pidFile: given.value('pidfile') ?? config.pidfile ?? defaultPidFile,
    hosts: given.values('host').length > 0 ? given.values('host') : (config.hosts ?? ['unix:///var/run/docker.sock']),
    driver: given.value('storageDriver') ?? config.storageDriver ?? 'overlay2',
  });
};

interface DaemonOptions {
  readonly logger: Logger;
  readonly pidFile: string;
  readonly hosts: readonly string[];
  readonly driver: string;
}

async function runDaemon(process: Process, { logger, pidFile, hosts, driver }: DaemonOptions): Promise<number> {
  const { files } = process;
  await logger.log('info', 'Starting up');
  const other = runningDaemon(process, pidFile);
  if (other !== undefined) {
    await process.write(2, `failed to start daemon, ensure docker is not running or delete ${pidFile}: process with PID ${other} is still running\n`);
    return 1;
  }
  files.writeFile(pidFile, String(process.pid), { mode: 0o644 });
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let signals = 0;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.onSignal(
      signal,
      () => {
        signals++;
        if (signals === 1) void logger.log('info', `Processing signal '${signal === 'SIGINT' ? 'interrupt' : 'terminated'}'`);
        finish();
      },
      { restart: true },
    );
  }
  process.onSignal('SIGPIPE', 'ignore');
  process.onSignal('SIGHUP', () => void logger.log('info', 'Got signal to reload configuration, reloading from: /etc/docker/daemon.json'), { restart: true });
  const sockets: string[] = [];
  const cleanUp = () => {
    for (const path of [...sockets, pidFile]) if (files.exists(path)) files.unlink(path);
  };
  const listeners: number[] = [];
  try {
    for (const host of hosts) listeners.push(listen(process, host, sockets));
  } catch (error) {
    if (!isSystemError(error) && !(error instanceof HostError)) throw error;
    cleanUp();
    await process.write(2, `failed to load listeners: ${error.message.toLowerCase()}\n`);
    return 1;
  }
  await logger.log('info', 'OTEL tracing is not configured, using no-op tracer provider');
  if (removedDrivers.includes(driver) || !['overlay2', 'vfs', 'btrfs', 'zfs', 'fuse-overlayfs'].includes(driver)) {
    cleanUp();
    const why = driver === 'aufs' || driver === 'overlay' || driver === 'devicemapper' ? `the ${driver} storage-driver has been deprecated and removed; visit https://docs.docker.com/go/storage-driver/ for more information: ${driver}` : undefined;
    await process.write(2, `failed to start daemon: error initializing graphdriver: ${why === undefined ? `driver not supported: ${driver}` : `[graphdriver] ERROR: ${why}`}\n`);
    return 1;
  }
  await logger.log('info', 'Creating a containerd client', { address: '/run/containerd/containerd.sock', timeout: '1m0s' });
  await logger.log('info', '[graphdriver] using prior storage driver: overlay2', undefined, files.exists('/var/lib/docker/image/overlay2'));
  await logger.log('info', 'Loading containers: start.');
  const engine: Engine = createEngine(process, { registry: later(async () => (await import('../../registry/client')).createRegistryClient()), instant: process.system.instantTransfers === true });
  await engine.restore();
  await logger.log('info', 'Loading containers: done.');
  await logger.log('info', 'Docker daemon', { commit: '89c5e8f', 'containerd-snapshotter': 'false', 'storage-driver': 'overlay2', version: engineVersion });
  await logger.log('info', 'Initializing buildkit');
  await logger.log('info', 'Completed buildkit initialization');
  await logger.log('info', 'Daemon has completed initialization');
  const handler = createRouter(engine.backend, { engineVersion, experimental: false });
  for (const listener of listeners) void serveHttp(process, listener, handler).catch(() => undefined); // ends with the daemon
  for (const host of hosts) await logger.log('info', `API listen on ${host.replace(/^unix:\/\//, '').replace(/^tcp:\/\//, '')}`);
  await process.until(finished);
  await engine.shutDown();
  await logger.log('info', 'stopping event stream following graceful shutdown', { error: '<nil>', module: 'libcontainerd', namespace: 'moby' });
  await logger.log('info', 'Daemon shutdown complete');
  cleanUp();
  return 0;
}

class HostError extends Error {
  override readonly name = 'HostError';
}

/** The PID of a daemon that runs by this pid file. */
function runningDaemon(process: Process, pidFile: string): number | undefined {
  if (!process.files.exists(pidFile)) return undefined;
  const pid = Number(process.files.readText(pidFile));
  return process.list().some((row) => row.pid === pid && row.state !== 'Z') ? pid : undefined;
}

function listen(process: Process, host: string, sockets: string[]): number {
  const { files } = process;
  const [, scheme = '', rest = ''] = /^(\w+):\/\/(.*)$/.exec(host) ?? [];
  if (scheme === 'unix' || scheme === 'fd') {
    const path = rest === '' ? '/var/run/docker.sock' : rest;
    if (files.exists(path)) files.unlink(path); // left by a daemon that was killed
    const listener = process.network.listenUnix(path);
    const group = /^docker:[^:]*:(\d+)/m.exec(files.readText('/etc/group'))?.[1];
    files.changeOwner(path, 0, Number(group ?? 0));
    files.changeMode(path, 0o660);
    sockets.push(path);
    return listener;
  }
  if (scheme === 'tcp') {
    const [address = '', port = '2375'] = rest.split(':');
    return process.network.listen(address === '' ? '127.0.0.1' : address, Number(port || 2375));
  }
  throw new HostError(`invalid bind address (${host}): unsupported proto: ${scheme || host}`);
}
