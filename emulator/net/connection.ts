import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { ByteQueue } from '../process/pipe';
import { anonymousAttributes } from '../process/pipe-file';
import { createStreamFile } from '../vfs/stream-file';
import { again } from '../vfs/open-file';
import type { ConnectedSocket, Endpoint, SocketInfo } from './types';

/** Bytes that may be on their way in one direction: Linux's default for Unix sockets, and about what TCP settles at. */
const capacity = 212_992;

/** What an end is called, and what it takes the other one for (forwarding makes the two differ): endpoints, or the path of a Unix socket. */
interface Names {
  readonly local: Endpoint | string;
  readonly peer: Endpoint | string;
}

/** How {@link createConnection} is set up. */
export interface ConnectionOptions {
  readonly clock: Clock;
  readonly client: Names;
  readonly server: Names;
  readonly clientUid: number;
  readonly serverUid: number;
  /** Bytes were written by the client (or, backwards, by the server). */
  sent?(bytes: number, backwards: boolean): void;
  /** Whether bytes pass now. */
  passes?(): boolean;
  /** An end is gone: its row is to be taken out of the table. */
  closed?(end: SocketInfo): void;
}

/** One end of a connection, with the row that `ss` shows of it. */
export interface ConnectionEnd {
  readonly socket: ConnectedSocket;
  readonly row: SocketInfo;
}

class Direction {
  readonly queue = new ByteQueue(capacity);
  /** The one who writes went away without reading all that was sent to it. */
  reset = false;
  private writing = true;

  constructor() {
    this.queue.addReader();
    this.queue.addWriter();
  }
  endWriting(): void {
    if (!this.writing) return;
    this.writing = false;
    this.queue.removeWriter();
  }
  get ended(): boolean {
    return !this.writing;
  }
}

/** A connection of two sockets, of TCP or in one machine. */
export function createConnection(options: ConnectionOptions): { client: ConnectionEnd; server: ConnectionEnd } {
  const there = new Direction();
  const back = new Direction();
  return {
    client: createEnd(options, { ...options.client, uid: options.clientUid, incoming: back, outgoing: there, backwards: false }),
    server: createEnd(options, { ...options.server, uid: options.serverUid, incoming: there, outgoing: back, backwards: true }),
  };
}

interface EndParts extends Names {
  readonly uid: number;
  readonly incoming: Direction;
  readonly outgoing: Direction;
  readonly backwards: boolean;
}

function createEnd(options: ConnectionOptions, { local, peer, uid, incoming, outgoing, backwards }: EndParts): ConnectionEnd {
  const { attributes, inode } = anonymousAttributes('socket', options.clock);
  const stream = createStreamFile({
    name: `socket:[${inode}]`,
    options: { read: true, write: true },
    attributes: () => ({ ...attributes, mode: 0o777 }),
    read(max) {
      if (incoming.reset) {
        incoming.reset = false; // told once; after that it is the end
        throw new SystemError('ECONNRESET');
      }
      return incoming.queue.read(max);
    },
    write(bytes) {
      if (outgoing.ended) throw new SystemError('EPIPE');
      if (options.passes && !options.passes()) return again;
      const taken = outgoing.queue.write(bytes);
      if (taken !== again) options.sent?.(taken, backwards);
      return taken;
    },
    isReady: (what) => (what === 'read' ? incoming.reset || incoming.queue.isReady('read') : outgoing.ended || outgoing.queue.isReady('write')),
    subscribe: (what, wake) => (what === 'read' ? incoming.queue.readable.subscribe(wake) : outgoing.queue.writable.subscribe(wake)),
    close() {
      if (incoming.queue.length > 0 && incoming.queue.readers > 0) outgoing.reset = true;
      incoming.queue.removeReader();
      outgoing.endWriting();
      if (outgoing.reset) outgoing.queue.readable.wake();
      options.closed?.(row);
    },
  });
  const row: SocketInfo = {
    protocol: typeof local === 'string' ? 'unix' : 'tcp',
    get state() {
      return incoming.ended && typeof local !== 'string' ? 'CLOSE-WAIT' : 'ESTAB';
    },
    local,
    peer,
    inode,
    uid,
  };
  const socket = Object.assign(stream, { local, peer, shutdownWrite: () => outgoing.endWriting() });
  return { row, socket };
}
