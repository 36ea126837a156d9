import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import type { Process } from '../process/types';
import type { FileSystem, Node } from '../vfs/types';
import { createConnection } from './connection';
import { createListener, type Listener } from './listener';
import type { ConnectedSocket } from './types';

/** The Unix sockets of a machine: who listens at which socket file, by its inode, so that links and bind mounts of it lead there too. */
export function createUnixSockets(clock: Clock) {
  const byFileSystem = new WeakMap<FileSystem, Map<number, Listener<string>>>();
  const bound = (node: Node) => {
    let listeners = byFileSystem.get(node.fileSystem);
    if (!listeners) byFileSystem.set(node.fileSystem, (listeners = new Map<number, Listener<string>>()));
    return listeners;
  };
  return {
    /** Makes the socket file and listens there. */
    listen(process: Process, path: string, mode = 0o777): Listener<string> {
      try {
        process.files.makeNode(path, { kind: 'socket', mode });
      } catch (error) {
        if (error instanceof SystemError && error.errno === 'EEXIST') throw new SystemError('EADDRINUSE', path);
        throw error;
      }
      const { node } = process.files.resolve(path, { follow: false });
      const listeners = bound(node);
      const listener = createListener({
        local: path,
        uid: process.credentials.uid,
        clock,
        closed: (one) => listeners.get(node.inode) === one && listeners.delete(node.inode),
      });
      listeners.set(node.inode, listener);
      return listener;
    },
    /** Connects to whoever listens at a socket file. */
    connect(process: Process, path: string): ConnectedSocket {
      const { node } = process.files.resolve(path);
      if (!process.files.access(path, { write: true })) throw new SystemError('EACCES', path);
      const listener = node.kind === 'socket' ? bound(node).get(node.inode) : undefined;
      if (!listener) throw new SystemError('ECONNREFUSED', path);
      const connection = createConnection({
        clock,
        client: { local: '', peer: listener.local },
        server: { local: listener.local, peer: '' },
        clientUid: process.credentials.uid,
        serverUid: listener.uid,
      });
      if (listener.offer(connection.server.socket)) return connection.client.socket;
      connection.server.socket.release();
      connection.client.socket.release();
      throw new SystemError('EAGAIN', path);
    },
  };
}
