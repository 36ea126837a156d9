import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '../../index';

let machine: Machine;

/** Runs a script as root and returns what it printed. */
async function run(script: string): Promise<string> {
  const { code, stdout, stderr } = await machine.run(script, { user: 'root' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const waitFor = (port: number) => `until curl -s -o /dev/null localhost:${port}/; do sleep 0.02; done`;

beforeAll(async () => {
  machine = await createMachine({ seed: 'registry', instant: true });
  await machine.run('until docker info >/dev/null 2>&1; do sleep 0.02; done; docker pull -q hello-world; docker pull -q registry:2; docker pull -q registry:3', { user: 'root' });
});

describe('registry:2', () => {
  beforeAll(async () => void (await run(`docker run -d -p 5000:5000 -v store:/var/lib/registry --name registry registry:2; ${waitFor(5000)}`)));

  it('keeps what is pushed on its volume, in the layout that its directories show', async () => {
    await run('docker tag hello-world localhost:5000/team/hello:1; docker push -q localhost:5000/team/hello:1');
    expect(await run('curl -s localhost:5000/v2/_catalog')).toBe('{"repositories":["team/hello"]}\n');
    expect(await run('docker exec registry ls /var/lib/registry/docker/registry/v2/repositories/team/hello')).toBe('_layers\n_manifests\n_uploads\n');
    await run(`docker rm -f registry; docker run -d -p 5000:5000 -v store:/var/lib/registry --name registry registry:2; ${waitFor(5000)}`);
    expect(await run('docker rmi localhost:5000/team/hello:1 >/dev/null; docker pull -q localhost:5000/team/hello:1')).toBe('localhost:5000/team/hello:1\n');
    expect(await run('docker run --rm localhost:5000/team/hello:1 | sed -n 2p')).toBe('Hello from Docker!\n');
  });

  it('gives a push the same digest each time', async () => {
    const push = "docker push localhost:5000/team/again | sed -n 's/.*digest: //p'";
    await run('docker tag hello-world localhost:5000/team/again');
    const first = await run(push);
    expect(first).toMatch(/^sha256:[0-9a-f]{64} size: \d+\n$/);
    await run(`docker rm -f -v registry; docker volume rm store; docker run -d -p 5000:5000 -v store:/var/lib/registry --name registry registry:2; ${waitFor(5000)}`);
    expect(await run(push)).toBe(first);
  });

  it('refuses to delete unless its configuration lets it', async () => {
    expect(await run('curl -s -X DELETE localhost:5000/v2/team/again/manifests/latest')).toContain('"code":"UNSUPPORTED"');
  });

  it('signs manifests for clients of the first schema', async () => {
    const manifest = JSON.parse(await run('curl -s localhost:5000/v2/team/again/manifests/latest')) as { schemaVersion: number; signatures: { signature: string }[]; history: unknown[]; fsLayers: unknown[] };
    expect(manifest.schemaVersion).toBe(1);
    expect(manifest.history).toHaveLength(manifest.fsLayers.length);
    expect(manifest.signatures[0]?.signature).toMatch(/^[\w-]{86}$/);
  });

  it('writes accesses to standard output and its log to standard error', async () => {
    expect(await run('docker logs registry 2>/dev/null | tail -1')).toMatch(/^172\.17\.0\.1 - - \[.*\] "GET \/v2\/team\/again\/manifests\/latest HTTP\/1\.1" 200 \d+ "" "curl\/8\.5\.0"\n$/);
    expect(await run('docker logs registry 2>&1 >/dev/null | head -5 | tail -1')).toMatch(/level=info msg="listening on \[::\]:5000" go\.version=\S+ instance\.id=\S+ service=registry version=2\.8\.3\n$/);
  });

  it('ends with the exit code of a Go program that a signal ends as PID 1', async () => {
    expect(await run("docker stop registry >/dev/null; docker inspect registry -f '{{.State.ExitCode}}'; docker rm registry >/dev/null")).toBe('2\n');
  });
});

describe('registry:3', () => {
  beforeAll(async () => {
    await run(`docker run -d -p 5003:5000 -e REGISTRY_STORAGE_DELETE_ENABLED=true --name third registry:3; ${waitFor(5003)}
for tag in a b c; do docker tag hello-world localhost:5003/hello:$tag; done; docker push -aq localhost:5003/hello`);
  });

  it('pages tags, in order', async () => {
    const page = await run("curl -si 'localhost:5003/v2/hello/tags/list?n=2'");
    expect(page).toContain('{"name":"hello","tags":["a","b"]}');
    expect(page).toContain('Link: </v2/hello/tags/list?last=b&n=2>; rel="next"');
    expect(await run("curl -s 'localhost:5003/v2/hello/tags/list?n=2&last=b'")).toBe('{"name":"hello","tags":["c"]}\n');
    expect(await run("curl -s 'localhost:5003/v2/_catalog?n=x'")).toContain('PAGINATION_NUMBER_INVALID');
  });

  it('answers with the manifest as it is, and deletes by tag', async () => {
    expect(await run('curl -s localhost:5003/v2/hello/manifests/a | jq .schemaVersion')).toBe('2\n');
    expect(await run("curl -s -o /dev/null -w '%{http_code}' -X DELETE localhost:5003/v2/hello/manifests/a")).toBe('202');
    expect(await run('curl -s localhost:5003/v2/hello/tags/list')).toBe('{"name":"hello","tags":["b","c"]}\n');
  });

  it('collects what no tag names any more', async () => {
    await run('curl -s -o /dev/null -X DELETE localhost:5003/v2/hello/manifests/b; curl -s -o /dev/null -X DELETE localhost:5003/v2/hello/manifests/c');
    const report = await run('docker exec third registry garbage-collect -m /etc/distribution/config.yml 2>/dev/null | grep eligible | tail -n +2 | cut -d" " -f1-4 | sort | uniq -c');
    expect(report).toMatch(/3 blob eligible for deletion:/);
    expect(await run('docker exec third find /var/lib/registry -name data')).toBe('');
  });
});

describe('registries elsewhere', () => {
  it('need TLS, which nothing here speaks, unless the daemon was told otherwise', async () => {
    const { stderr } = await machine.run('docker pull 10.0.2.15:5003/hello', { user: 'root' });
    expect(stderr).toBe('Error response from daemon: Get "https://10.0.2.15:5003/v2/": http: server gave HTTP response to HTTPS client\n');
    await run(`mkdir -p /etc/docker; echo '{"insecure-registries":["10.0.2.0/24"]}' > /etc/docker/daemon.json; systemctl restart docker; until docker info >/dev/null 2>&1; do sleep 0.02; done; docker start third; ${waitFor(5003)}`);
    const after = await machine.run('docker pull 10.0.2.15:5003/hello:b', { user: 'root' });
    expect(after.stderr).toBe('Error response from daemon: manifest for 10.0.2.15:5003/hello:b not found: manifest unknown: manifest unknown\n');
  });
});
