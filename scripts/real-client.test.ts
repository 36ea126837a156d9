import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../emulator/conformance/normalise';
import { createMachine, type Machine } from '../emulator/index';
import { serveEngine } from '../runtime/node/serve-engine';

// A client that nobody here wrote, on one machine's Engine, and the emulated client on another of the same seed: the same commands print the same.
const found = spawnSync('docker', ['--version'], { encoding: 'utf8' });
const hasDocker = found.status === 0;
const hasCompose = hasDocker && spawnSync('docker', ['compose', 'version']).status === 0;
const hasScript = spawnSync('script', ['--version']).status === 0;
if (!hasDocker) console.log('No docker binary was found: the real client is not tried against the emulated Engine.');

const commands: readonly (readonly string[])[] = [
  ['version', '--format', '{{json .Server}}'],
  ['images'],
  ['pull', 'busybox'],
  ['pull', '-q', 'busybox'],
  ['images', '--format', '{{.Repository}}:{{.Tag}} {{.Size}}'],
  ['image', 'ls', '-q', '--no-trunc'],
  ['run', '--rm', 'busybox', 'echo', 'hello'],
  ['run', '--rm', 'busybox', 'sh', '-c', 'echo out; exit 3'],
  ['run', '--rm', 'busybox', 'nope'],
  ['run', '--rm', 'nothing-like-this'],
  ['run', '-d', '--name', 'web', '-p', '8080:80', 'busybox', 'sh', '-c', 'echo up; exec sleep 1000'],
  ['ps', '--format', '{{.Names}} {{.Image}} {{.Command}} {{.Ports}}'],
  ['logs', 'web'],
  ['exec', 'web', 'hostname', '-i'],
  ['exec', 'web', 'nope'],
  ['exec', '-w', '/tmp', '-e', 'A=1', 'web', 'sh', '-c', 'pwd; echo $A'],
  ['port', 'web'],
  ['stats', '--no-stream', '--format', '{{.Name}} {{.PIDs}}'],
  ['inspect', '--format', '{{.State.Status}} {{.Config.Cmd}}', 'web'],
  ['rmi', 'busybox'],
  ['rm', 'web'],
  ['stop', '-t', '0', 'web'],
  ['ps', '-a', '--format', '{{.Names}} {{.Status}}'],
  ['rm', 'web'],
  ['volume', 'create', 'data'],
  ['network', 'create', 'backend'],
  ['network', 'ls', '--format', '{{.Name}} {{.Driver}}'],
  ['history', '--format', '{{.CreatedBy}} {{.Size}}', 'busybox'],
  ['tag', 'busybox', 'mine:1'],
  ['rmi', 'mine:1', 'busybox'],
  ['images', '-q'],
];

describe.skipIf(!hasDocker)('the real docker client', () => {
  const settings = mkdtempSync(join(tmpdir(), 'drydock-client-'));
  let served: Machine;
  let own: Machine;
  let server: Server;

  beforeAll(async () => {
    served = await createMachine({ seed: 'client', instant: true });
    own = await createMachine({ seed: 'client', instant: true });
    server = await serveEngine(served, 0);
    for (const machine of [served, own]) await machine.run('until docker info >/dev/null 2>&1; do sleep 0.02; done');
  });

  afterAll(async () => {
    server.close();
    rmSync(settings, { recursive: true, force: true });
    await Promise.all([served.shutDown(), own.shutDown()]);
  });

  function runReal(words: readonly string[], program = 'docker'): Promise<{ stdout: string; stderr: string; code: number }> {
    const env = { ...process.env, DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, ...(hasCompose ? {} : { DOCKER_CONFIG: settings }) };
    return new Promise((resolve) => {
      execFile(program, [...words], { env, timeout: 30_000 }, (error, stdout, stderr) => resolve({ stdout, stderr, code: typeof error?.code === 'number' ? error.code : error ? -1 : 0 }));
    });
  }

  it.each(commands.map((words) => [words.join(' '), words] as const))('docker %s', async (_, words) => {
    const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
    const [real, emulated] = [await runReal(words), await own.run(`docker ${quoted}`)];
    const [one, other] = normalise([real, emulated].map((answer) => ({ kind: 'plain' as const, command: '', ...answer })));
    // IDs are numbered through both answers, so they are compared by their form alone.
    const form = (answer: typeof one) => JSON.stringify(answer).replaceAll(/id\d{10}/g, 'id');
    expect(form(one)).toBe(form(other));
  });

  it.skipIf(!hasScript)('docker exec -it gives a terminal', async () => {
    await runReal(['run', '-d', '--name', 'shown', 'busybox', 'sleep', '1000']);
    const { stdout } = await runReal(['-qec', `docker exec -it shown sh -c 'tty; [ -t 0 ] && echo in; echo $TERM'; echo "ended $?"`, '/dev/null'], 'script');
    await runReal(['rm', '-f', 'shown']);
    expect(stdout.replaceAll('\0', '')).toBe('/dev/pts/0\r\nin\r\nxterm\r\nended 0\r\n');
  });

  it.skipIf(!hasCompose)('docker compose brings services up, in their order and with their names, and down again', async () => {
    const file = join(settings, 'compose.yaml');
    writeFileSync(
      file,
      'name: shop\nservices:\n  web:\n    image: nginx\n    ports: ["8081:80"]\n    depends_on: [data]\n  data:\n    image: busybox\n    command: sleep 1000\n    volumes: [kept:/kept]\nvolumes:\n  kept:\n',
    );
    const compose = (...words: string[]) => runReal(['compose', '-f', file, ...words]);
    expect((await compose('up', '-d')).code).toBe(0);
    expect((await compose('ps', '--format', '{{.Name}} {{.Service}} {{.State}}')).stdout).toBe('shop-data-1 data running\nshop-web-1 web running\n');
    expect((await compose('exec', '-T', 'data', 'wget', '-qO-', 'http://web')).stdout).toContain('Welcome to nginx');
    expect((await served.run('curl -s localhost:8081; docker volume ls -q; docker network ls --format "{{.Name}}"')).stdout).toMatch(/Welcome to nginx[^]*shop_kept\n[^]*shop_default\n/);
    expect((await compose('down', '-v')).code).toBe(0);
    expect((await served.run('docker ps -aq --filter name=shop; docker volume ls -q --filter name=shop; docker network ls -q --filter name=shop')).stdout).toBe('');
  }, 60_000);
});
