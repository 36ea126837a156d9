import { createServer, type Server, type Socket } from 'node:net';
import type { Machine } from '../../emulator/index';

/** Joins a TCP connection with one to the daemon's socket, byte for byte: attach and exec upgrades are the client's and the daemon's own affair. */
async function join(machine: Machine, socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy());
  const daemon = await machine.connectUnix('/var/run/docker.sock');
  socket.on('close', () => daemon.close());
  const toDaemon = (async () => {
    // Without destroyOnReturn a client that has said all (`docker run` without -i) would lose the answer: the loop's end would close both directions.
    for await (const bytes of socket.iterator({ destroyOnReturn: false })) await daemon.write(bytes as Uint8Array);
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

/** Serves the machine's Engine API on 127.0.0.1 at `port` (0: any free one); resolves when it listens, rejects when the port is taken. */
export function serveEngine(machine: Machine, port: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => void join(machine, socket).catch(() => socket.destroy()));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
