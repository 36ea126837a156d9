import type { Clock } from '../kernel/clock';
import { WakeList } from '../kernel/wake-list';
import { SystemError } from '../kernel/errno';
import { anonymousAttributes } from '../process/pipe-file';
import { createStreamFile } from '../vfs/stream-file';
import type { ConnectedSocket, Endpoint, ListeningSocket } from './types';

/** Connections that may wait to be accepted: Linux's `somaxconn`. */
const backlog = 4096;

/** A socket that listens, with the connections that wait for it. */
export interface Listener<Name extends Endpoint | string = Endpoint> {
  readonly local: Name;
  readonly inode: number;
  readonly uid: number;
  readonly file: ListeningSocket;
  /** Hands over the server's end of a new connection; false when it is full or closed. */
  offer(connection: ConnectedSocket): boolean;
  /** The connection that came first. */
  take(): ConnectedSocket | undefined;
}

/** A listener; `closed` is called when its last descriptor goes. */
export function createListener<Name extends Endpoint | string>(options: {
  local: Name;
  uid: number;
  clock: Clock;
  closed(listener: Listener<Name>): void;
}): Listener<Name> {
  const { local, uid, clock } = options;
  const { attributes, inode } = anonymousAttributes('socket', clock);
  const waiting: ConnectedSocket[] = [];
  const arrived = new WakeList();
  let open = true;
  const stream = createStreamFile({
    name: `socket:[${inode}]`,
    options: { read: true, write: true },
    attributes: () => ({ ...attributes, mode: 0o777 }),
    read() {
      throw new SystemError('ENOTCONN');
    },
    write() {
      throw new SystemError('ENOTCONN');
    },
    isReady: (what) => what === 'read' && waiting.length > 0,
    subscribe: (_, wake) => arrived.subscribe(wake),
    close() {
      open = false;
      for (const connection of waiting.splice(0)) connection.release();
      options.closed(listener);
      arrived.wake();
    },
  });
  const listener: Listener<Name> = {
    local,
    inode,
    uid,
    file: Object.assign(stream, { local }),
    offer(connection) {
      if (!open || waiting.length >= backlog) return false;
      waiting.push(connection);
      arrived.wake();
      return true;
    },
    take: () => waiting.shift(),
  };
  return listener;
}
