// npm run engine: a fresh machine whose Engine API is served on loopback, for real Docker clients.
//   npm run --silent engine -- --port 2375        then: DOCKER_HOST=tcp://127.0.0.1:2375 docker ps
import { createServer, type Socket } from 'node:net';
import { createMachine, type Machine } from '../../emulator/index';

const at = process.argv.indexOf('--port');
const port = at < 0 ? 2375 : Number(process.argv[at + 1]);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('usage: npm run --silent engine -- --port N');
  process.exit(2);
}

/** Joins a TCP connection with one to the daemon's socket, byte for byte: attach and exec upgrades are the client's and the daemon's own affair. */
async function join(machine: Machine, socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy());
  const daemon = await machine.connectUnix('/var/run/docker.sock');
  socket.on('close', () => daemon.close());
  const toDaemon = (async () => {
    for await (const bytes of socket) await daemon.write(bytes as Uint8Array);
    daemon.closeWrite();
  })();
  const toClient = (async () => {
    for (;;) {
      const bytes = await daemon.read();
      if (bytes.length === 0) break;
      if (!socket.write(bytes)) await new Promise<void>((resolve) => socket.once('drain', resolve).once('close', resolve));
    }
    socket.end();
  })();
  await Promise.all([toDaemon, toClient]);
}

const machine = await createMachine({ seed: process.env.DRYDOCK_SEED ?? String(process.pid), instant: process.env.DRYDOCK_INSTANT === '1' });
const server = createServer({ allowHalfOpen: true }, (socket) => void join(machine, socket).catch(() => socket.destroy()));
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is in use.` : error.message);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => {
  const address = server.address();
  console.log(`Docker Engine API on tcp://127.0.0.1:${typeof address === 'object' ? address?.port : port}`);
});
