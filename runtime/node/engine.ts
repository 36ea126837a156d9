// npm run engine: a fresh machine whose Engine API is served on loopback, for real Docker clients.
//   npm run --silent engine -- --port 2375        then: DOCKER_HOST=tcp://127.0.0.1:2375 docker ps
import type { AddressInfo } from 'node:net';
import { createMachine } from '../../emulator/index';
import { serveEngine } from './serve-engine';

const at = process.argv.indexOf('--port');
const port = at < 0 ? 2375 : Number(process.argv[at + 1]);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('usage: npm run --silent engine -- --port N');
  process.exit(2);
}

const machine = await createMachine({ seed: process.env.DRYDOCK_SEED ?? String(process.pid), instant: process.env.DRYDOCK_INSTANT === '1' });
try {
  const server = await serveEngine(machine, port);
  console.log(`Docker Engine API on tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? `Port ${port} is in use.` : message);
  process.exit(1);
}
