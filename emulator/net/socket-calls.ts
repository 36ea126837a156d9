import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import type { Random } from '../kernel/random';
import type { Process } from '../process/types';
import type { OpenFile } from '../vfs/open-file';
import { countTraffic } from './link';
import { createListener, type Listener } from './listener';
import { lookUpName } from './name-lookup';
import type { NetworkStack } from './stack';
import { connectTcp } from './tcp';
import { findWay } from './way';
import type { Address, ConnectedSocket, Endpoint, ListeningSocket, NameAnswer, NameQuestion, NetworkAdministration, SocketCalls } from './types';
import type { createUnixSockets } from './unix-sockets';

/** What the calls of one process work on. */
export interface SocketCallParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly process: Process;
  readonly stack: NetworkStack;
  readonly unixSockets: ReturnType<typeof createUnixSockets>;
  readonly administration: NetworkAdministration;
}

/** Milliseconds until a name server that does not answer is given up, as with resolv.conf's defaults (two attempts of five seconds). */
const nameTimeout = 10_000;
/** Bytes of a question or an answer, about. */
const nameMessageSize = 60;
const echoSize = 64;

const listeners = new WeakMap<OpenFile, Listener<Endpoint> | Listener<string>>();

/** The socket calls of a process. */
export function createSocketCalls(parts: SocketCallParts): SocketCalls {
  const { clock, random, process, stack, unixSockets } = parts;

  function install(listener: Listener<Endpoint> | Listener<string>): number {
    listeners.set(listener.file, listener);
    return process.install(listener.file);
  }

  async function queryName(server: Address, question: NameQuestion): Promise<NameAnswer> {
    const way = findWay(stack, server);
    if ('error' in way) {
      await process.sleep(Math.min(way.after, nameTimeout));
      throw new SystemError(way.error);
    }
    const answerer = way.target.nameServers.get(server);
    if (!answerer) throw new SystemError('ECONNREFUSED');
    countTraffic(way.hops, nameMessageSize, false);
    const answer = answerer(question);
    const given = answer instanceof Promise ? await process.until(answer) : answer;
    countTraffic(way.hops, nameMessageSize, true);
    return given;
  }

  return {
    namespace: stack,
    administration: parts.administration,

    listen(address, port) {
      const { uid } = process.credentials;
      if (port > 0 && port < stack.firstFreePort && uid !== 0) throw new SystemError('EACCES');
      const local = stack.bind(address, port);
      const listener = createListener({ local, uid, clock, closed: (one) => void stack.listeners.delete(one) });
      stack.listeners.add(listener);
      return install(listener);
    },
    listenUnix: (path, options = {}) => install(unixSockets.listen(process, path, options.mode)),
    async accept(descriptor) {
      const listener = listeners.get(process.file(descriptor));
      if (!listener) throw new SystemError('EINVAL');
      for (;;) {
        const connection = listener.take();
        if (connection) return process.install(connection);
        await process.poll([{ descriptor, what: 'read' }]);
      }
    },
    async connect(address, port) {
      const made = connectTcp(clock, stack, process.credentials.uid, address, port);
      if (!('error' in made)) return process.install(made);
      if (made.after > 0) await process.sleep(made.after);
      throw new SystemError(made.error);
    },
    connectUnix: async (path) => process.install(unixSockets.connect(process, path)),
    socket(descriptor) {
      const file = process.file(descriptor);
      if (!('local' in file)) throw new SystemError('ENOTSOCK');
      return file as ConnectedSocket | ListeningSocket;
    },
    resolve: (name) => lookUpName(process.files, queryName, name),
    queryName,
    async ping(address) {
      const way = findWay(stack, address);
      if ('error' in way) {
        if (way.error === 'ENETUNREACH') throw new SystemError('ENETUNREACH');
        return undefined;
      }
      countTraffic(way.hops, echoSize, false);
      countTraffic(way.hops, echoSize, true);
      return way.delay * 2 * (1 + random.integer(1000) / 2000) + 0.02;
    },
  };
}
