import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../kernel/bytes';
import type { Process } from '../process/types';
import { createTestNetwork, type TestNetwork } from './test-network';
import type { ConnectedSocket, NetworkNamespace } from './types';

let net: TestNetwork;
beforeAll(async () => {
  net = await createTestNetwork();
});

/** Answers `times` connections in `namespace` with what they sent, in capitals, and the client's address. */
function serve(namespace: NetworkNamespace, address: string, port: number, times = 1): Promise<void> {
  return net.inside(
    async (process) => {
      const listener = process.network.listen(address, port);
      for (let i = 0; i < times; i++) {
        const connection = await process.network.accept(listener);
        const { peer } = process.network.socket(connection) as ConnectedSocket;
        const text = decode(await process.read(connection));
        await process.write(connection, `${text.toUpperCase()} ${typeof peer === 'object' ? peer.address : peer}`);
        process.close(connection);
      }
    },
    { namespace },
  );
}

/** Sends a text and reads to the end. */
async function say(process: Process, address: string, port: number, text = 'hello'): Promise<string> {
  const connection = await process.network.connect(address, port);
  await process.write(connection, text);
  let answer = '';
  for (let bytes = await process.read(connection); bytes.length > 0; bytes = await process.read(connection)) answer += decode(bytes);
  process.close(connection);
  return answer;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A container on a bridge. */
function container(bridge: string, address: string, gateway: string): NetworkNamespace {
  const administration = net.fabric.administer(net.host);
  const namespace = administration.createNamespace({ unprivilegedPorts: true });
  administration.attach({ namespace, bridge, address: { address, prefix: 16 }, gateway });
  return namespace;
}

describe('TCP on one machine', () => {
  it('carries bytes both ways and ends when the server closes', async () => {
    const server = serve(net.host, '127.0.0.1', 7000);
    await settle();
    expect(await net.inside((process) => say(process, '127.0.0.1', 7000))).toBe('HELLO 127.0.0.1');
    await server;
  });
  it('refuses where nobody listens', async () => {
    await expect(net.inside((process) => process.network.connect('127.0.0.1', 7001))).rejects.toMatchObject({ errno: 'ECONNREFUSED' });
  });
  it('reaches a server on all addresses by each, IPv6 loopback only when it listens on ::', async () => {
    const server = serve(net.host, '0.0.0.0', 7002, 1);
    await settle();
    await expect(net.inside((process) => process.network.connect('::1', 7002))).rejects.toMatchObject({ errno: 'ECONNREFUSED' });
    expect(await net.inside((process) => say(process, '10.0.2.15', 7002))).toBe('HELLO 10.0.2.15');
    await server;
  });
  it('gives a port to one listener at a time, and frees it when that ends', async () => {
    await net.inside(async (process) => {
      const first = process.network.listen('0.0.0.0', 7003);
      expect(() => process.network.listen('127.0.0.1', 7003)).toThrow('Address already in use');
      process.close(first);
      process.network.listen('127.0.0.1', 7003);
    });
    await net.inside((process) => process.network.listen('0.0.0.0', 7003));
  });
  it('keeps ports below 1024 for root, and foreign addresses for nobody', async () => {
    await expect(net.inside((process) => process.network.listen('0.0.0.0', 80), { uid: 1000 })).rejects.toMatchObject({ errno: 'EACCES' });
    await expect(net.inside((process) => process.network.listen('10.9.9.9', 8080))).rejects.toMatchObject({ errno: 'EADDRNOTAVAIL' });
  });
  it('tells who read not all that the connection was reset, and writers EPIPE', async () => {
    await net.inside(async (process) => {
      const listener = process.network.listen('127.0.0.1', 7004);
      const client = await process.network.connect('127.0.0.1', 7004);
      const server = await process.network.accept(listener);
      await process.write(client, 'unread');
      process.close(server);
      await expect(process.read(client)).rejects.toMatchObject({ errno: 'ECONNRESET' });
      process.onSignal('SIGPIPE', 'ignore');
      await expect(process.write(client, 'more')).rejects.toMatchObject({ errno: 'EPIPE' });
    });
  });
  it('ends one half by shutdown and goes on with the other', async () => {
    await net.inside(async (process) => {
      const listener = process.network.listen('127.0.0.1', 7005);
      const client = await process.network.connect('127.0.0.1', 7005);
      const server = await process.network.accept(listener);
      (process.network.socket(client) as ConnectedSocket).shutdownWrite();
      expect((await process.read(server)).length).toBe(0);
      await process.write(server, 'still here');
      expect(decode(await process.read(client))).toBe('still here');
    });
  });
  it('makes a fast writer wait for a slow reader', async () => {
    await net.inside(async (process) => {
      const listener = process.network.listen('127.0.0.1', 7006);
      const client = await process.network.connect('127.0.0.1', 7006);
      const server = await process.network.accept(listener);
      let done = false;
      const writing = process.write(client, new Uint8Array(1_000_000)).then(() => (done = true));
      await settle();
      expect(done).toBe(false);
      let total = 0;
      while (total < 1_000_000) total += (await process.read(server)).length;
      await writing;
      expect(total).toBe(1_000_000);
    });
  });
});

describe('between namespaces', () => {
  beforeAll(() => {
    const administration = net.fabric.administer(net.host);
    administration.createBridge({ name: 'docker0', address: { address: '172.17.0.1', prefix: 16 }, isolated: true });
    administration.createBridge({ name: 'br-other', address: { address: '172.18.0.1', prefix: 16 }, isolated: true });
    administration.createBridge({ name: 'br-closed', address: { address: '172.19.0.1', prefix: 16 }, isolated: true, internal: true });
  });

  it('connects containers of a bridge to each other and to the host, with their own addresses', async () => {
    const web = container('docker0', '172.17.0.2', '172.17.0.1');
    const client = container('docker0', '172.17.0.3', '172.17.0.1');
    const server = serve(web, '0.0.0.0', 80, 2);
    await settle();
    expect(await net.inside((process) => say(process, '172.17.0.2', 80), { namespace: client })).toBe('HELLO 172.17.0.3');
    expect(await net.inside((process) => say(process, '172.17.0.2', 80))).toBe('HELLO 172.17.0.1');
    await server;
  });
  it('masquerades what goes out, and finds sites by name', async () => {
    net.internet.addSite('34.1.2.3', ['registry.test']);
    const server = serve(net.internet.namespace, '34.1.2.3', 443);
    await settle();
    const client = container('docker0', '172.17.0.4', '172.17.0.1');
    const answer = await net.inside(
      async (process) => {
        const [address = ''] = await process.network.resolve('registry.test');
        return `${address} ${await say(process, address, 443)}`;
      },
      { namespace: client },
    );
    expect(answer).toBe('34.1.2.3 HELLO 10.0.2.15');
    await server;
  });
  it('does not let isolated bridges reach each other, nor an internal one the world', async () => {
    const far = container('br-other', '172.18.0.2', '172.18.0.1');
    const administration = net.fabric.administer(net.host);
    const closed = administration.createNamespace();
    administration.attach({ namespace: closed, bridge: 'br-closed', address: { address: '172.19.0.2', prefix: 16 } });
    expect(await net.inside((process) => process.network.ping('172.17.0.2'), { namespace: far })).toBeUndefined();
    expect(await net.inside((process) => process.network.ping('172.18.0.1'), { namespace: far })).toBeGreaterThan(0);
    await expect(net.inside((process) => process.network.connect('34.1.2.3', 443), { namespace: closed })).rejects.toMatchObject({ errno: 'ENETUNREACH' });
    expect(await net.inside((process) => process.network.ping('172.19.0.1'), { namespace: closed })).toBeGreaterThan(0);
  });
  it('publishes a port of the host: the container sees the bridge as client of a loopback connection, and others as themselves', async () => {
    const web = container('docker0', '172.17.0.5', '172.17.0.1');
    const server = serve(web, '0.0.0.0', 80, 2);
    await settle();
    const administration = net.fabric.administer(net.host);
    const publication = administration.publish({ address: '0.0.0.0', port: 8080, target: { address: '172.17.0.5', port: 80 } });
    expect(() => administration.publish({ address: '0.0.0.0', port: 8080, target: { address: '172.17.0.9', port: 80 } })).toThrow('Address already in use');
    await expect(net.inside((process) => process.network.listen('0.0.0.0', 8080))).rejects.toMatchObject({ errno: 'EADDRINUSE' });
    expect(await net.inside((process) => say(process, '127.0.0.1', 8080))).toBe('HELLO 172.17.0.1');
    expect(await net.inside((process) => say(process, '10.0.2.15', 8080), { namespace: net.internet.namespace })).toBe('HELLO 10.0.2.2');
    await server;
    publication.close();
    await expect(net.inside((process) => process.network.connect('127.0.0.1', 8080))).rejects.toMatchObject({ errno: 'ECONNREFUSED' });
  });
  it('accepts and resets on loopback when the container does not listen, as the proxy does; refuses elsewhere', async () => {
    container('docker0', '172.17.0.6', '172.17.0.1');
    net.fabric.administer(net.host).publish({ address: '0.0.0.0', port: 8081, target: { address: '172.17.0.6', port: 80 } });
    await expect(net.inside((process) => say(process, '127.0.0.1', 8081))).rejects.toMatchObject({
      errno: expect.stringMatching(/EPIPE|ECONNRESET/) as string,
    });
    await expect(net.inside((process) => say(process, '10.0.2.15', 8081))).rejects.toMatchObject({ errno: 'ECONNREFUSED' });
  });
  it('counts what passes on both ends of a veth, and takes both away together', async () => {
    const administration = net.fabric.administer(net.host);
    const namespace = administration.createNamespace();
    const attachment = administration.attach({ namespace, bridge: 'docker0', address: { address: '172.17.0.7', prefix: 16 }, gateway: '172.17.0.1' });
    expect(attachment.hardwareAddress).toBe('02:42:ac:11:00:07');
    expect(namespace.routes).toEqual([
      { destination: 'default', gateway: '172.17.0.1', device: 'eth0', scope: 'global', protocol: 'boot' },
      { destination: '172.17.0.0/16', device: 'eth0', source: '172.17.0.7', scope: 'link', protocol: 'kernel' },
    ]);
    await net.inside((process) => process.network.ping('172.17.0.7'));
    const port = net.host.interfaces.find(({ name }) => name === attachment.hostName);
    expect(attachment.interface.received.packets).toBe(1);
    expect(port?.sent).toEqual(attachment.interface.received);
    expect(port).toMatchObject({ master: 'docker0', kind: 'veth', peerIndex: attachment.interface.index });
    attachment.remove();
    expect(net.host.interfaces).not.toContain(port);
    expect(namespace.routes).toEqual([]);
    await expect(net.inside((process) => process.network.connect('172.17.0.1', 1), { namespace })).rejects.toMatchObject({ errno: 'ENETUNREACH' });
  });
  it('lets only root change the network', async () => {
    await expect(net.inside((process) => process.network.administration.createBridge({ name: 'br-x' }), { uid: 1000 })).rejects.toMatchObject({
      errno: 'EPERM',
    });
  });
});

describe('names', () => {
  it('finds hosts in /etc/hosts, IPv6 loopback first, and tells a name that is not there from a server that does not answer', async () => {
    const resolve = (name: string, namespace?: NetworkNamespace) => net.inside((process) => process.network.resolve(name), { namespace });
    expect(await resolve('localhost')).toEqual(['::1', '127.0.0.1']);
    expect(await resolve('10.1.2.3')).toEqual(['10.1.2.3']);
    expect(await resolve('no-such-host.test')).toEqual([]);
    await expect(resolve('no-such-host.test', net.fabric.createNamespace())).rejects.toMatchObject({ errno: 'EAGAIN' });
  });
  it('asks a server of the namespace itself, as containers do at 127.0.0.11', async () => {
    const namespace = net.fabric.createNamespace();
    const stop = net.fabric
      .administer(net.host)
      .serveNames(namespace, '127.0.0.11', ({ name, type }) =>
        name === 'web' ? { status: 'NOERROR', records: type === 'A' ? [{ name, type, data: '172.18.0.2' }] : [] } : { status: 'NXDOMAIN', records: [] },
      );
    const question = { name: 'web', type: 'A' } as const;
    expect((await net.inside((process) => process.network.queryName('127.0.0.11', question), { namespace })).records).toEqual([
      { name: 'web', type: 'A', data: '172.18.0.2' },
    ]);
    stop();
    await expect(net.inside((process) => process.network.queryName('127.0.0.11', question), { namespace })).rejects.toMatchObject({ errno: 'ECONNREFUSED' });
  });
});

describe('Unix sockets', () => {
  it('connect by the socket file, through links too', async () => {
    await net.inside(async (process) => {
      const listener = process.network.listenUnix('/tmp/a.sock', { mode: 0o660 });
      expect(process.files.stat('/tmp/a.sock')).toMatchObject({ kind: 'socket', mode: 0o640 });
      process.files.link('/tmp/a.sock', '/tmp/b.sock');
      const client = await process.network.connectUnix('/tmp/b.sock');
      const server = await process.network.accept(listener);
      await process.write(client, 'ping');
      expect(decode(await process.read(server))).toBe('ping');
      expect(() => process.network.listenUnix('/tmp/a.sock')).toThrow('Address already in use');
      process.close(listener);
      await expect(process.network.connectUnix('/tmp/a.sock')).rejects.toMatchObject({ errno: 'ECONNREFUSED' });
    });
  });
  it('fail as Linux does without the file, without permission, and for what is no socket', async () => {
    await net.inside((process) => process.network.listenUnix('/tmp/c.sock', { mode: 0o600 }));
    const connect = (path: string, uid = 0) => net.inside((process) => process.network.connectUnix(path), { uid });
    await expect(connect('/tmp/none.sock')).rejects.toMatchObject({ errno: 'ENOENT' });
    await expect(connect('/tmp/c.sock', 1000)).rejects.toMatchObject({ errno: 'EACCES' });
    await expect(connect('/etc/passwd')).rejects.toMatchObject({ errno: 'ECONNREFUSED' });
  });
});
