import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type BrowseReply, type Machine } from '../index';
import { sizeLimit } from './browse';

const text = (reply: BrowseReply) => (reply.ok ? new TextDecoder().decode(reply.body) : reply.failure);
const get = (machine: Machine, url: string) => machine.browse({ url, method: 'GET' });

/** Waits for what a container does by itself after it was started. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5));
}

describe('a browser on the machine', () => {
  let machine: Machine;

  beforeAll(async () => {
    machine = await createMachine({ seed: 'browse', instant: true });
    const { code, stderr } = await machine.run(`
      cat > site.conf <<'EOF'
      server {
        listen 80;
        location /asked { default_type text/plain; return 200 "$request_method $http_host $http_x_crate"; }
        location /away { return 302 /asked; }
        location / { root /usr/share/nginx/html; }
      }
EOF
      docker run -d --name web -p 8080:80 -v "$PWD/site.conf:/etc/nginx/conf.d/default.conf" nginx
      docker exec web truncate -s ${sizeLimit + 1} /usr/share/nginx/html/large
    `);
    expect(stderr.replaceAll(/^.*(Unable to find|Pull|Wait|Verif|Download|Digest|Status).*$/gm, '').trim()).toBe('');
    expect(code).toBe(0);
    await until(() => machine.answeringPorts().length > 0);
  });

  it('gets a page that a container serves on a published port, with status, headers and bytes', async () => {
    const reply = await get(machine, 'http://localhost:8080/');
    expect(reply).toMatchObject({ ok: true, status: 200, reason: 'OK' });
    expect(text(reply)).toContain('<title>Welcome to nginx!</title>');
    expect(reply.ok && reply.headers.find(([name]) => name === 'Content-Type')).toEqual(['Content-Type', 'text/html']);
  });

  it('reaches the same server by any address that the host has a way to', async () => {
    const { stdout } = await machine.run("docker inspect -f '{{.NetworkSettings.IPAddress}}' web");
    for (const address of ['127.0.0.1:8080', 'web.localhost:8080', stdout.trim()]) expect(text(await get(machine, `http://${address}/`))).toContain('Welcome to nginx!');
  });

  it('sends method, host and headers as they are asked for, and leaves redirects to the caller', async () => {
    const url = 'http://localhost:8080/asked?x=1';
    expect(text(await machine.browse({ url, method: 'POST', headers: { 'X-Crate': '7' }, body: new Uint8Array([1]) }))).toBe('POST localhost:8080 7');
    expect(await get(machine, 'http://localhost:8080/away')).toMatchObject({ ok: true, status: 302 });
  });

  it('says why there is no answer', async () => {
    expect(await get(machine, 'http://localhost:9/')).toEqual({ ok: false, failure: 'refused' });
    expect(await get(machine, 'http://no-such-host.example/')).toEqual({ ok: false, failure: 'unknown-host' });
    expect(await get(machine, 'http://172.17.0.99/')).toEqual({ ok: false, failure: 'unreachable' });
    expect(await get(machine, 'https://localhost:8080/')).toEqual({ ok: false, failure: 'no-tls' });
    expect(await get(machine, 'ftp://localhost/')).toEqual({ ok: false, failure: 'bad-address' });
    expect(await get(machine, 'http://localhost:8080/large')).toEqual({ ok: false, failure: 'too-large' });
  });

  it('tells a server that speaks something else, and one that hangs up, from one that answers', async () => {
    await machine.run('for port in 7001 7002; do { [ $port = 7001 ] && echo ahoy; } | nc -l -p $port > /dev/null 2>&1 & done');
    await until(() => machine.answeringPorts().length === 3);
    expect(await get(machine, 'http://localhost:7001/')).toEqual({ ok: false, failure: 'not-http' });
    expect(await get(machine, 'http://localhost:7002/')).toEqual({ ok: false, failure: 'empty-reply' });
  });

  it('leaves no process and no open socket behind', async () => {
    await get(machine, 'http://localhost:8080/');
    const { stdout } = await machine.run('ps -e -o comm; ss -tn');
    expect(stdout).not.toMatch(/browser|8080/);
  });

  it('knows which ports answer: published ones while their container listens, and those of the host itself', async () => {
    expect(machine.answeringPorts()).toEqual([{ host: 'localhost', port: 8080 }]);
    await machine.run('docker run -d --name idle -p 8081:80 alpine sleep 1000');
    expect(machine.answeringPorts()).toEqual([{ host: 'localhost', port: 8080 }]);
    await machine.run('docker stop web');
    expect(machine.answeringPorts()).toEqual([]);
    expect(await get(machine, 'http://localhost:8081/')).toEqual({ ok: false, failure: 'reset' });
  });

  it('stops with containers running, whose processes have numbers of their own', async () => {
    await machine.run("docker start web; docker run -d --name many alpine sh -c 'for i in $(seq 40); do sleep 1000 & done; wait'; until [ $(docker top many | wc -l) -gt 40 ]; do sleep 0.1; done");
    await until(() => machine.answeringPorts().length > 0);
    await machine.shutDown();
    await until(() => machine.answeringPorts().length === 0);
  });
});
