import { createRouter } from '../../api/router/router';
import { createEngine, type Engine } from '../../engine/engine';
import { engineCommit, engineVersion } from '../../engine/system/engine-version';
import { isSystemError } from '../../kernel/errno';
import { later } from '../../kernel/later';
import { serveHttp } from '../../net/http/server';
import type { Process, Program } from '../../process/types';
import { createLogger, type Logger } from './logger';
import { defaultConfigFile, defaultSettings, type DaemonSettings } from './settings/settings';

const removedDrivers = ['aufs', 'devicemapper', 'overlay'];
const drivers = ['overlay2', 'vfs', 'btrfs', 'zfs', 'fuse-overlayfs'];

/** `dockerd`: reads its flags and its config file, starts the Engine, and serves its API until a signal ends it. */
export const dockerd: Program = async (process: Process): Promise<number> => {
  const settings = plainSettings(process) ?? (await process.until(import('./settings/read-settings'))).readSettings(process);
  if ('exitCode' in settings) {
    if (settings.output !== undefined) await process.write(1, settings.output);
    if (settings.complaint !== undefined) await process.write(2, settings.complaint);
    return settings.exitCode;
  }
  return await runDaemon(process, settings, createLogger(process, settings));
};

/** The settings when nothing but sockets is given, as the service does it: then what reads flags and files need not be loaded. */
function plainSettings({ argv, files }: Process): DaemonSettings | undefined {
  const [flag, host = '', ...rest] = argv.slice(1);
  if (flag !== '-H' || !host.startsWith('unix:///') || rest.length > 0 || files.exists(defaultConfigFile)) return undefined;
  return { ...defaultSettings, hosts: [host] };
}

async function runDaemon(process: Process, { pidFile, hosts, storageDriver: driver, group, insecureRegistries }: DaemonSettings, logger: Logger): Promise<number> {
  const { files } = process;
  await logger.log('info', 'Starting up');
  if (process.credentials.uid !== 0) {
    await process.write(2, 'dockerd needs to be started with root privileges. To run dockerd in rootless mode as an unprivileged user, see https://docs.docker.com/go/rootless/\n');
    return 1;
  }
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
    for (const host of hosts) listeners.push(listen(process, host, group, sockets));
  } catch (error) {
    if (!isSystemError(error) && !(error instanceof HostError)) throw error;
    cleanUp();
    await process.write(2, `failed to load listeners: ${error.message.toLowerCase()}\n`);
    return 1;
  }
  await logger.log('info', 'OTEL tracing is not configured, using no-op tracer provider');
  for (const dir of ['/etc/cdi', '/var/run/cdi']) {
    if (!files.exists(dir)) await logger.log('info', 'CDI directory does not exist, skipping: failed to monitor for changes: no such file or directory', { dir });
  }
  if (!drivers.includes(driver)) {
    cleanUp();
    const why = removedDrivers.includes(driver) ? `the ${driver} storage-driver has been deprecated and removed; visit https://docs.docker.com/go/storage-driver/ for more information: ${driver}` : undefined;
    await process.write(2, `failed to start daemon: error initializing graphdriver: ${why === undefined ? `driver not supported: ${driver}` : `[graphdriver] ERROR: ${why}`}\n`);
    return 1;
  }
  await logger.log('info', 'Creating a containerd client', { address: '/run/containerd/containerd.sock', timeout: '1m0s' });
  await logger.log('info', '[graphdriver] using prior storage driver: overlay2', undefined, files.exists('/var/lib/docker/image/overlay2'));
  await logger.log('info', 'Loading containers: start.');
  const engine: Engine = createEngine(process, { insecureRegistries, registry: later(async () => (await import('../../registry/client')).createRegistryClient()), instant: process.system.instantTransfers === true });
  await engine.restore();
  await logger.log('info', 'Loading containers: done.');
  await logger.log('info', 'Docker daemon', { commit: engineCommit, 'containerd-snapshotter': 'false', 'storage-driver': 'overlay2', version: engineVersion });
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

function listen(process: Process, host: string, group: string, sockets: string[]): number {
  const { files } = process;
  const [, scheme = '', rest = ''] = /^(\w+):\/\/(.*)$/.exec(host) ?? [];
  if (scheme === 'unix' || scheme === 'fd') {
    const path = rest === '' ? '/var/run/docker.sock' : rest;
    if (files.exists(path)) files.unlink(path); // left by a daemon that was killed
    const listener = process.network.listenUnix(path);
    const row = files.readText('/etc/group').split('\n').find((line) => line.startsWith(`${group}:`));
    files.changeOwner(path, 0, Number(row?.split(':')[2] ?? 0));
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
