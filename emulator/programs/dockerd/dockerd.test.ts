import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '../../index';

let machine: Machine;
const run = async (script: string) => {
  const { stdout, stderr, code } = await machine.run(script, { user: 'root' });
  return { stdout, stderr: stderr.replaceAll(/time="[^"]+" /g, ''), code };
};

beforeAll(async () => {
  machine = await createMachine({ seed: 'dockerd', instant: true });
  await machine.run('systemctl stop docker', { user: 'root' });
});

describe('dockerd in the foreground', () => {
  it('logs what the real one logs, serves, and ends at Ctrl-C', async () => {
    const { stdout, stderr } = await run('dockerd & until docker version >/dev/null 2>&1; do sleep 0.02; done; docker ps -q; kill -INT $!; wait $!; echo "ended $?"; ls /var/run/docker.sock');
    expect(stdout).toBe('ended 0\n');
    expect(stderr.split('\n').filter((line) => line.startsWith('level='))).toEqual([
      'level=info msg="Starting up"',
      'level=info msg="OTEL tracing is not configured, using no-op tracer provider"',
      'level=info msg="CDI directory does not exist, skipping: failed to monitor for changes: no such file or directory" dir=/etc/cdi',
      'level=info msg="CDI directory does not exist, skipping: failed to monitor for changes: no such file or directory" dir=/var/run/cdi',
      'level=info msg="Creating a containerd client" address=/run/containerd/containerd.sock timeout=1m0s',
      'level=info msg="[graphdriver] using prior storage driver: overlay2"',
      'level=info msg="Loading containers: start."',
      'level=info msg="Loading containers: done."',
      'level=info msg="Docker daemon" commit=89c5e8f containerd-snapshotter=false storage-driver=overlay2 version=28.5.2',
      'level=info msg="Initializing buildkit"',
      'level=info msg="Completed buildkit initialization"',
      'level=info msg="Daemon has completed initialization"',
      'level=info msg="API listen on /var/run/docker.sock"',
      `level=info msg="Processing signal 'interrupt'"`,
      'level=info msg="stopping event stream following graceful shutdown" error="<nil>" module=libcontainerd namespace=moby',
      'level=info msg="Daemon shutdown complete"',
    ]);
  });

  it('takes sockets, level and format of the log from daemon.json', async () => {
    const file = JSON.stringify({ hosts: ['tcp://127.0.0.1:2375'], 'log-level': 'warn', 'log-format': 'json', pidfile: '/run/mine.pid' });
    const { stdout, stderr } = await run(
      `mkdir -p /etc/docker; echo '${file}' > /etc/docker/daemon.json; dockerd & until curl -s localhost:2375/_ping; do sleep 0.02; done; echo; test -s /run/mine.pid && echo pid; kill $!; wait; rm /etc/docker/daemon.json`,
    );
    expect(stdout).toBe('OK\npid\n');
    expect(stderr).toBe('');
  });

  it('goes on when nobody reads its log any more', async () => {
    const { stdout } = await run('dockerd 2>&1 | head -n 1 > /dev/null & until docker version >/dev/null 2>&1; do sleep 0.02; done; docker info --format "{{.ServerVersion}}"; kill -HUP $(cat /var/run/docker.pid); kill $(cat /var/run/docker.pid); wait; echo over');
    expect(stdout).toBe('28.5.2\nover\n');
  });

  it('does not start for a user, beside another one, or with a driver that is gone', async () => {
    expect((await machine.run('dockerd', {})).stderr).toContain('dockerd needs to be started with root privileges.');
    const beside = await run('dockerd 2>/dev/null & until docker version >/dev/null 2>&1; do sleep 0.02; done; dockerd; echo $?; kill %1; wait');
    expect(beside.stdout).toBe('1\n');
    expect(beside.stderr).toMatch(/failed to start daemon, ensure docker is not running or delete \/var\/run\/docker\.pid: process with PID \d+ is still running\n/);
    const aufs = await run('dockerd -s aufs');
    expect(aufs.code).toBe(1);
    expect(aufs.stderr).toContain('[graphdriver] ERROR: the aufs storage-driver has been deprecated and removed');
  });
});
