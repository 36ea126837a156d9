import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import type { Flavour } from '../command-line/tool';
import { isDotted } from './ip-address';

const options = { listen: 'l', keep: 'k', verbose: 'v', scan: 'z', numeric: 'n', wait: 'w=', port: 'p=', unix: 'U', quit: 'q=', noInput: 'd', shut: 'N', ipv4: '4', ipv6: '6', execute: 'e=' } as const;
type Key = keyof typeof options;

/** `nc`: OpenBSD's on a host, busybox's in small images. */
export const createNc =
  (flavour: Flavour): Program =>
  async (process) => {
    const usage = flavour === 'gnu' ? 'usage: nc [-46cDdFhklNnrStUuvZz] [-p source_port] [-q seconds] [-w timeout] [destination] [port]\n' : 'Usage: nc [-iN] [-wN] [-l] [-p PORT] [-f FILE|IPADDR PORT] [-e PROG]\n\nOpen a pipe to IP:PORT or FILE\n\n\t-l\tListen mode, for inbound connects\n\t-p PORT\tLocal port\n\t-w SEC\tTimeout for connects and final net reads\n';
    let given: ParsedOptions<Key>;
    try {
      given = parseOptions(process.argv.slice(1), options);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      await process.write(2, `nc: ${error.message}\n${usage}`);
      return 1;
    }
    if (given.operands.length === 0 && !given.has('port')) {
      await process.write(2, usage);
      return 1;
    }
    return given.has('listen') ? await serve(process, given) : await call(process, given, flavour);
  };

async function serve(process: Process, given: ParsedOptions<Key>): Promise<number> {
  const [first = '', second] = given.operands;
  const port = given.value('port') ?? second ?? first;
  const address = second === undefined || given.has('port') ? (isDotted(first) ? first : '0.0.0.0') : first;
  try {
    const listener = given.has('unix') ? process.network.listenUnix(first) : process.network.listen(address === 'localhost' ? '127.0.0.1' : address, Number(port));
    if (given.has('verbose')) await process.write(2, `Listening on ${address} ${port}\n`);
    do {
      const connection = await process.network.accept(listener);
      if (given.has('verbose')) {
        const { peer } = process.network.socket(connection) as { peer?: unknown };
        await process.write(2, `Connection received on ${typeof peer === 'object' && peer ? `${(peer as { address: string }).address} ${(peer as { port: number }).port}` : 'unix'}\n`);
      }
      await exchange(process, connection, given.has('noInput'));
      process.close(connection);
    } while (given.has('keep'));
    return 0;
  } catch (error) {
    if (!isSystemError(error) || error.errno === 'EINTR') throw error;
    await process.write(2, `nc: ${error.message}\n`);
    return 1;
  }
}

async function call(process: Process, given: ParsedOptions<Key>, flavour: Flavour): Promise<number> {
  const [host = '', ports = ''] = given.operands;
  const busybox = flavour === 'busybox';
  if (given.has('unix')) {
    try {
      await exchange(process, await process.network.connectUnix(host), given.has('noInput'));
      return 0;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await process.write(2, `nc: unix connect failed: ${error.message}\nnc: ${host}: ${error.message}\n`);
      return 1;
    }
  }
  if (ports === '') {
    await process.write(2, busybox ? 'BusyBox nc: no port\n' : 'nc: missing port number\n');
    return 1;
  }
  const [from, to] = ports.split('-').map(Number);
  if (from === undefined || Number.isNaN(from) || from < 1 || from > 65_535) {
    await process.write(2, busybox ? `nc: bad port '${ports}'\n` : `nc: port number invalid: ${ports}\n`);
    return 1;
  }
  let addresses: string[] = [host];
  try {
    if (!isDotted(host)) addresses = await process.network.resolve(host);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    addresses = [];
  }
  const [address] = addresses;
  if (address === undefined) {
    await process.write(2, busybox ? `nc: bad address '${host}'\n` : `nc: getaddrinfo for host "${host}" port ${ports}: Name or service not known\n`);
    return 1;
  }
  let code = 1;
  for (let port = from; port <= (to ?? from); port++) {
    try {
      const connection = await process.network.connect(address, port);
      code = 0;
      if (given.has('verbose')) await process.write(2, busybox ? `${host} (${address}:${port}) open\n` : `Connection to ${host}${isDotted(host) ? '' : ` (${address})`} ${port} port [tcp/${serviceName(process, port)}] succeeded!\n`);
      if (!given.has('scan')) await exchange(process, connection, given.has('noInput'));
      process.close(connection);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (busybox) await process.write(2, `nc: can't connect to remote host (${address}): ${error.message}\n`);
      else if (given.has('verbose')) await process.write(2, `nc: connect to ${host}${isDotted(host) ? '' : ` (${address})`} port ${port} (tcp) failed: ${error.message}\n`);
    }
  }
  return code;
}

/** The name that /etc/services has for a port. */
function serviceName(process: Process, port: number): string {
  try {
    return new RegExp(`^(\\S+)\\s+${port}/tcp`, 'm').exec(process.files.readText('/etc/services'))?.[1] ?? '*';
  } catch (error) {
    if (isSystemError(error)) return '*';
    throw error;
  }
}

/** Both directions at once, until the other side ends. */
async function exchange(process: Process, connection: number, withoutInput: boolean): Promise<void> {
  if (!withoutInput) void sendInput(process, connection);
  for (;;) {
    const bytes = await process.read(connection);
    if (bytes.length === 0) return;
    await process.write(1, bytes);
  }
}

async function sendInput(process: Process, connection: number): Promise<void> {
  try {
    for (;;) {
      const bytes = await process.read(0);
      if (bytes.length === 0) break;
      await process.write(connection, bytes);
    }
    const socket = process.network.socket(connection);
    if ('shutdownWrite' in socket) socket.shutdownWrite();
  } catch (error) {
    if (!isSystemError(error)) throw error; // the connection is over: the reading side tells
  }
}
