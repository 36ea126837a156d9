import type { Process } from '../../process/types';
import { toBinaryText, toBytes } from '../command-line/input';
import { execute } from './execute';
import { encodeReply, Failure, ProtocolReader, type Reply } from './reply';
import type { RedisServer } from './server';

/** Serves one client until it goes, or is sent away. */
async function serveClient(process: Process, server: RedisServer, descriptor: number): Promise<void> {
  const { peer } = process.network.socket(descriptor) as { peer: { address: string; port: number } };
  let sending: Promise<void> = Promise.resolve();
  let open = true;
  const send = (reply: Reply) => {
    sending = sending.then(() => (open ? process.write(descriptor, toBytes(encodeReply(reply))) : undefined)).catch(() => undefined); // the client is gone: reading tells
  };
  const session = server.session(`${peer.address}:${peer.port}`, {
    push: send,
    close() {
      if (!open) return;
      open = false;
      process.close(descriptor);
    },
  });
  server.sessions.add(session);
  const reader = new ProtocolReader();
  try {
    while (open) {
      const bytes = await process.read(descriptor);
      if (bytes.length === 0) return;
      reader.add(toBinaryText(bytes));
      for (let words = reader.request(); words; words = reader.request()) {
        if (words.length === 0) continue;
        const reply = execute(session, server.commands, words, (own, list) => server.noteChange(own, list));
        if (reply !== undefined) send(reply);
        if (words[0]?.toLowerCase() === 'quit') return;
        await process.tick();
      }
      await sending;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    send(error);
  } finally {
    await sending;
    server.sessions.delete(session);
    session.close();
  }
}

/** Takes clients for ever, each served beside the others. */
export async function acceptClients(process: Process, server: RedisServer, listener: number): Promise<never> {
  process.onSignal('SIGPIPE', 'ignore');
  for (;;) {
    const descriptor = await process.network.accept(listener);
    void serveClient(process, server, descriptor).catch(() => undefined); // the client or the server is gone
  }
}
