import { startAgent } from './session';
import type { Host } from './host';

/** A connection to a socket of the machine from outside. */
export interface RawConnection {
  /** None at the end. */
  read(): Promise<Uint8Array>;
  write(bytes: Uint8Array): Promise<void>;
  /** No more is written; reading goes on. */
  closeWrite(): void;
  close(): void;
}

/** Connects to a Unix socket of the host as root. Rejects with a `SystemError` (ENOENT, ECONNREFUSED). */
export async function connectSocket(host: Host, path: string): Promise<RawConnection> {
  return await new Promise<RawConnection>((resolve, reject) => {
    void startAgent(host, async (agent) => {
      agent.onSignal('SIGPIPE', 'ignore');
      let finish: () => void = () => undefined;
      const finished = new Promise<void>((done) => (finish = done));
      try {
        const descriptor = await agent.network.connectUnix(path);
        const socket = agent.network.socket(descriptor);
        resolve({
          read: () => agent.read(descriptor),
          write: (bytes) => agent.write(descriptor, bytes),
          closeWrite: () => 'shutdownWrite' in socket && socket.shutdownWrite(),
          close: () => finish(),
        });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      await agent.until(finished);
    }).catch(() => undefined); // told above
  });
}
