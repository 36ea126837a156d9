import { createServer as createTcpServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer, request as sendRequest, Agent, type IncomingMessage, type RequestOptions } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { SystemError } from '../../kernel/errno';
import { createFakeClock } from '../../kernel/clock';
import { decode, encode, noBytes } from '../../kernel/bytes';
import { sendHttp } from './client';
import { serveConnection } from './server';
import type { DuplexStream, HttpHandler } from './types';

/** A socket of the machine that the tests run on, as a stream: so that clients and servers that no one here wrote take part. */
function streamOf(socket: Socket): DuplexStream {
  const pieces: Uint8Array[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  socket.on('data', (piece: Uint8Array) => (pieces.push(piece), wake()));
  socket.on('end', () => ((ended = true), wake()));
  socket.on('close', () => ((ended = true), wake()));
  socket.on('error', () => undefined);
  return {
    async read(max = 65_536) {
      while (pieces.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const first = pieces.shift();
      if (!first) return noBytes;
      if (first.length > max) pieces.unshift(first.subarray(max));
      return first.subarray(0, max);
    },
    async write(bytes) {
      if (socket.destroyed || !socket.writable) throw new SystemError('EPIPE');
      await new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(new SystemError('EPIPE')) : resolve())));
    },
    closeWrite: () => void socket.end(),
    close: () => void socket.destroySoon(),
  };
}

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** Serves `handler` on a port of loopback. */
async function serve(handler: HttpHandler): Promise<number> {
  const server: Server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    open.push({ close: () => socket.destroy() });
    void serveConnection(streamOf(socket), handler, { remote: 'test', clock: createFakeClock() });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends a request with Node's client. */
async function fetchOne(
  port: number,
  options: RequestOptions,
  body?: string | string[],
): Promise<{ message: IncomingMessage; text: string; from: number | undefined }> {
  return await new Promise((resolve, reject) => {
    const sent = sendRequest({ host: '127.0.0.1', port, ...options }, (message) => {
      let text = '';
      const from = message.socket.localPort;
      message.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      message.on('end', () => resolve({ message, text, from }));
      message.on('error', reject);
    });
    sent.on('error', reject);
    for (const piece of typeof body === 'string' ? [body] : (body ?? [])) sent.write(piece);
    sent.end();
  });
}

/** Sends bytes as they are and gives all that comes back. */
async function raw(port: number, text: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(text));
    let got = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (got += piece));
    socket.on('end', () => (socket.end(), resolve(got)));
    socket.on('error', reject);
  });
}

const readText = async (body: AsyncIterable<Uint8Array>) => {
  let text = '';
  for await (const piece of body) text += decode(piece);
  return text;
};
const echo: HttpHandler = async (request) => ({
  status: 200,
  body: `${request.method} ${request.path} ${request.query.get('q') ?? ''} ${await readText(request.body)}`,
});

describe('an HTTP server', () => {
  it('answers requests with counted and chunked bodies on one connection', async () => {
    const port = await serve(echo);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = await fetchOne(port, { agent, path: '/a?q=1' });
    const second = await fetchOne(port, { agent, method: 'POST', path: '/b', headers: { 'Content-Length': 5 } }, 'hello');
    const third = await fetchOne(port, { agent, method: 'PUT', path: '/c' }, ['one', 'two']);
    expect([first.text, second.text, third.text]).toEqual(['GET /a 1 ', 'POST /b  hello', 'PUT /c  onetwo']);
    expect([second.from, third.from]).toEqual([first.from, first.from]);
    expect(first.message.headers).toMatchObject({ 'content-length': '9', date: 'Wed, 05 Nov 2025 12:00:00 GMT' });
    agent.destroy();
  });
  it('answers what was sent before the answer to the first came, in order', async () => {
    const port = await serve(echo);
    const answer = await raw(
      port,
      'GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhiGET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expect(answer.match(/(GET|POST) \/\d ( hi)?/g)).toEqual(['GET /1 ', 'POST /2  hi', 'GET /3 ']);
  });
  it('sends each piece of a body when it comes', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const port = await serve(async () => ({
      status: 200,
      body: (async function* () {
        yield encode('first');
        await held;
        yield encode('second');
      })(),
    }));
    const pieces: string[] = [];
    await new Promise<void>((resolve, reject) => {
      sendRequest({ host: '127.0.0.1', port }, (message) => {
        expect(message.headers['transfer-encoding']).toBe('chunked');
        message.setEncoding('utf8').on('data', (piece: string) => (pieces.push(piece), release()));
        message.on('end', resolve);
      })
        .on('error', reject)
        .end();
    });
    expect(pieces).toEqual(['first', 'second']);
  });
  it('sends no body for HEAD, 204 and 304, and the length that a GET would have', async () => {
    const port = await serve(async ({ path }) => (path === '/none' ? { status: 204 } : { status: 200, body: 'four' }));
    const head = await fetchOne(port, { method: 'HEAD' });
    expect([head.text, head.message.headers['content-length']]).toEqual(['', '4']);
    const none = await fetchOne(port, { path: '/none' });
    expect([none.message.statusCode, none.message.headers['content-length'], none.text]).toEqual([204, undefined, '']);
  });
  it('asks for a body that the client holds back, when the handler wants it', async () => {
    const port = await serve(async (request) => (request.path === '/no' ? { status: 403, body: 'no' } : await echo(request)));
    const withExpect = (path: string) =>
      new Promise<string>((resolve, reject) => {
        let continued = false;
        const sent = sendRequest({ host: '127.0.0.1', port, path, method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 4 } }, (message) => {
          message.setEncoding('utf8').on('data', (text: string) => resolve(`${continued} ${message.statusCode} ${text}`));
        });
        sent.on('continue', () => ((continued = true), sent.end('body')));
        sent.on('error', reject);
        sent.flushHeaders();
      });
    expect(await withExpect('/yes')).toBe('true 200 POST /yes  body');
    expect(await withExpect('/no')).toBe('false 403 no');
  });
  it('keeps the connection when a handler does not read a small body, and closes it for a large one', async () => {
    const port = await serve(async () => ({ status: 200, body: 'ok' }));
    const small = await raw(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(small.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    const large = await raw(port, `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n${'x'.repeat(400_000)}`);
    expect(large).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Connection: close\r\n\r\nok$/s);
  });
  it('turns a connection over for an upgrade, with what was sent behind the request', async () => {
    const port = await serve(async () => ({
      status: 101,
      reason: 'UPGRADED',
      headers: { 'Content-Type': 'application/vnd.docker.raw-stream', Connection: 'Upgrade', Upgrade: 'tcp' },
      async upgrade(connection) {
        for (;;) {
          const bytes = await connection.read();
          if (bytes.length === 0) break;
          await connection.write(decode(bytes).toUpperCase());
        }
        await connection.write(' end');
      },
    }));
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
        socket.write('POST /containers/x/attach?stream=1 HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nearly ');
        setTimeout(() => (socket.write('late'), socket.end()), 10);
      });
      let got = '';
      socket.setEncoding('utf8').on('data', (piece: string) => (got += piece));
      socket.on('end', () => resolve(got));
      socket.on('error', reject);
    });
    expect(answer).toBe(
      'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nEARLY LATE end',
    );
  });
  it('tells a handler that waits when its client goes away', async () => {
    let told: () => void = () => undefined;
    const aborted = new Promise<void>((resolve) => (told = resolve));
    const port = await serve(async (request) => {
      request.onAbort(told);
      await aborted;
      return { status: 200 };
    });
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.write('GET /events HTTP/1.1\r\nHost: a\r\n\r\n');
      setTimeout(() => socket.destroy(), 10);
    });
    await aborted;
  });
  it('refuses what is not HTTP, in Go’s words', async () => {
    const port = await serve(echo);
    for (const [text, reason] of [
      ['nonsense\r\n\r\n', 'malformed HTTP request'],
      ['GET / HTTP/1.1\r\n\r\n', 'missing required Host header'],
      ['GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n', 'malformed HTTP header'],
      ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 'Bad Content-Length'],
      [`GET /${'x'.repeat(70_000)} HTTP/1.1\r\n\r\n`, 'line too long'],
    ])
      expect(await raw(port, text as string)).toBe(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request: ${reason}`,
      );
  });
  it('gives 500 with the error’s text when a handler fails', async () => {
    const port = await serve(() => Promise.reject(new Error('broken')));
    const { message, text } = await fetchOne(port, {});
    expect([message.statusCode, text]).toEqual([500, 'broken\n']);
  });
  it('closes after its answer to a client of HTTP/1.0', async () => {
    const port = await serve(echo);
    expect(await raw(port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Connection: close\r\n\r\nGET \/ {2}$/s);
  });
});

describe('an HTTP client', () => {
  /** What the client gets from Node's server. */
  async function ask(answer: Parameters<typeof createServer>[1], request: Parameters<typeof sendHttp>[1]) {
    const server = createServer({ keepAlive: true }, answer);
    open.push({ close: () => (server.closeAllConnections(), server.close()) });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
    await new Promise<void>((resolve) => socket.on('connect', resolve));
    const reply = await sendHttp(streamOf(socket), { ...request, headers: { Host: 'test', ...request.headers } });
    return { reply, text: await readText(reply.body), socket };
  }

  it('reads counted and chunked answers, and closes its connection behind them', async () => {
    const counted = await ask((_, answer) => answer.setHeader('Content-Length', 4).end('four'), { method: 'GET', target: '/' });
    expect([counted.reply.status, counted.reply.reason, counted.text]).toEqual([200, 'OK', 'four']);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(counted.socket.destroyed).toBe(true);
    const chunked = await ask((_, answer) => (answer.write('a'), answer.write('b'), answer.end('c')), { method: 'GET', target: '/' });
    expect([chunked.reply.headers.get('Transfer-Encoding'), chunked.text]).toEqual(['chunked', 'abc']);
  });
  it('sends bodies whole and in pieces', async () => {
    const back: Parameters<typeof createServer>[1] = (request, answer) => {
      answer.setHeader('X-Framing', request.headers['transfer-encoding'] ?? request.headers['content-length'] ?? '');
      request.pipe(answer);
    };
    const whole = await ask(back, { method: 'POST', target: '/', body: 'text' });
    expect([whole.reply.headers.get('x-framing'), whole.text]).toEqual(['4', 'text']);
    async function* pieces() {
      yield encode('one ');
      yield noBytes;
      yield encode('two');
    }
    const streamed = await ask(back, { method: 'POST', target: '/', body: pieces() });
    expect([streamed.reply.headers.get('x-framing'), streamed.text]).toEqual(['chunked', 'one two']);
  });
  it('expects no body for HEAD and 204', async () => {
    const head = await ask((_, answer) => answer.setHeader('Content-Length', 4).end(), { method: 'HEAD', target: '/' });
    expect([head.reply.headers.get('content-length'), head.text]).toEqual(['4', '']);
    expect((await ask((_, answer) => answer.writeHead(204).end(), { method: 'GET', target: '/' })).text).toBe('');
  });
});
