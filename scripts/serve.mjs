// Serves a folder of static files on loopback, as any static host would: clean addresses, 404.html, compression, long caching of hashed files.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.webmanifest': 'application/manifest+json',
};
const compressible = /^(text|application\/(json|xml|manifest)|image\/svg)/;

/** The file that an address means: itself, `<address>.html`, or its index; undefined when there is none. */
function find(root, address) {
  const path = normalize(join(root, address));
  if (!path.startsWith(normalize(root))) return undefined;
  for (const candidate of [path, `${path.replace(/\/$/, '')}.html`, join(path, 'index.html')]) {
    if (existsSync(candidate) && statSync(candidate).isFile()) return candidate;
  }
  return undefined;
}

/** Serves `root` on 127.0.0.1 (and ::1 where there is one) and resolves with the server when it listens. Rejects when the port is taken. */
export function serve(root, port, host = 'localhost') {
  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = find(root, address);
    const sent = file ?? join(root, '404.html');
    if (!existsSync(sent)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    const type = types[extname(sent)] ?? 'application/octet-stream';
    const hashed = /\/_next\/static\/|\/machine\/.*-[A-Z0-9]{8}\./.test(address);
    const headers = { 'content-type': type, 'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache', vary: 'accept-encoding' };
    const gzip = compressible.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (gzip) headers['content-encoding'] = 'gzip';
    else headers['content-length'] = String(statSync(sent).size);
    response.writeHead(file ? 200 : 404, headers);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const stream = createReadStream(sent);
    stream.on('error', () => response.destroy());
    if (gzip) stream.pipe(createGzip()).pipe(response);
    else stream.pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const at = process.argv.indexOf('--port');
  const port = Number(at > 0 ? process.argv[at + 1] : (process.env.PORT ?? 3000));
  await serve('out', port);
  console.log(`http://localhost:${port}`);
}
