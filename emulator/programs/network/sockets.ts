/** `ss` and `netstat`: who listens, who is connected. */
import type { Endpoint, SocketInfo } from '../../net/types';
import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import type { Flavour } from '../command-line/tool';
import { isDotted, maskOf } from './ip-address';

const options = { tcp: 't,tcp', udp: 'u,udp', unix: 'x,unix', listening: 'l,listening', all: 'a,all', numeric: 'n,numeric', processes: 'p,processes', ipv4: '4,ipv4', ipv6: '6,ipv6', noHeader: 'H,no-header', extended: 'e,extended', summary: 's,summary', routes: 'r,route', interfaces: 'i,interfaces', wide: 'W,wide' } as const;
type Key = keyof typeof options;

/** What the options leave of the namespace's sockets. */
function select(process: Process, given: ParsedOptions<Key>): SocketInfo[] {
  const kinds = (['tcp', 'udp', 'unix'] as const).filter((kind) => given.has(kind));
  const inet = given.has('ipv4') || given.has('ipv6') ? (['tcp', 'udp'] as const) : (['tcp', 'udp', 'unix'] as const);
  const wanted: readonly string[] = kinds.length > 0 ? kinds : inet;
  return process.network.namespace.sockets.filter((socket) => {
    if (!wanted.includes(socket.protocol)) return false;
    if (typeof socket.local !== 'string' && socket.local.address.includes(':') && given.has('ipv4')) return false;
    if (typeof socket.local !== 'string' && !socket.local.address.includes(':') && given.has('ipv6')) return false;
    const listens = socket.state === 'LISTEN' || (socket.protocol === 'udp' && socket.state === 'UNCONN');
    return given.has('all') || listens === given.has('listening');
  });
}

/** Processes with the socket open, as far as /proc lets this one see. */
function owners(process: Process, inode: number): { name: string; pid: number; descriptor: number }[] {
  const found: { name: string; pid: number; descriptor: number }[] = [];
  for (const { pid, name } of process.list()) {
    try {
      for (const { name: descriptor } of process.files.readDirectory(`/proc/${pid}/fd`)) {
        if (process.files.readLink(`/proc/${pid}/fd/${descriptor}`) === `socket:[${inode}]`) found.push({ name, pid, descriptor: Number(descriptor) });
      }
    } catch (error) {
      if (!isSystemError(error)) throw error; // not ours to look at, or gone meanwhile
    }
  }
  return found;
}

const showAddress = (address: string) => (address.includes(':') ? `[${address}]` : address);

async function readCommandLine(process: Process, usage: string): Promise<ParsedOptions<Key> | undefined> {
  const name = process.argv[0]?.split('/').at(-1) ?? '';
  try {
    return parseOptions(process.argv.slice(1), options);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    await process.write(2, `${name}: ${error.message}\n${usage}`);
    return undefined;
  }
}

/** `ss`. */
export const ss: Program = async (process) => {
  const given = await readCommandLine(process, 'Usage: ss [ OPTIONS ]\n       ss [ OPTIONS ] [ FILTER ]\n   -n, --numeric       don\'t resolve service names\n   -a, --all           display all sockets\n   -l, --listening     display listening sockets\n   -p, --processes     show process using socket\n   -4, --ipv4          display only IP version 4 sockets\n   -6, --ipv6          display only IP version 6 sockets\n   -t, --tcp           display only TCP sockets\n   -u, --udp           display only UDP sockets\n   -x, --unix          display only Unix domain sockets\n');
  if (!given) return 255;
  const sockets = select(process, given);
  const kinds = new Set((['tcp', 'udp', 'unix'] as const).filter((kind) => given.has(kind)));
  const withKind = kinds.size !== 1;
  const withState = given.has('all') || given.has('listening') || kinds.size !== 1 || given.has('unix');
  const rows = sockets.map((socket) => {
    const local = endpointParts(socket.local, socket.inode);
    const peer = endpointParts(socket.peer, 0);
    const queue = socket.state === 'LISTEN' ? '4096' : '0';
    const users = given.has('processes') ? owners(process, socket.inode).map((one) => `("${one.name}",pid=${one.pid},fd=${one.descriptor})`) : [];
    return [...(withKind ? [socket.protocol === 'unix' ? 'u_str' : socket.protocol] : []), ...(withState ? [socket.state] : []), '0', queue, ...local, ...peer, users.length > 0 ? `users:(${users.join(',')})` : ''];
  });
  const heads = [...(withKind ? ['Netid'] : []), ...(withState ? ['State'] : []), 'Recv-Q', 'Send-Q', 'Local Address', 'Port', 'Peer Address', 'Port', given.has('processes') ? 'Process' : ''];
  const first = (withKind ? 1 : 0) + (withState ? 1 : 0);
  const table = given.has('noHeader') ? rows : [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...[heads, ...rows].map((row) => row[column]?.length ?? 0)));
  const [address, port, peerAddress, peerPort, users] = [first + 2, first + 3, first + 4, first + 5, first + 6];
  const cell = (row: readonly string[], column: number, left: boolean) => (left ? (row[column] ?? '').padEnd(widths[column] ?? 0) : (row[column] ?? '').padStart(widths[column] ?? 0));
  const lines = table.map((row) => {
    const lead = row.slice(0, address).map((_, column) => cell(row, column, true));
    const text = `${lead.join(' ')} ${cell(row, address, false)}:${cell(row, port, true)} ${cell(row, peerAddress, false)}:${cell(row, peerPort, true)}`;
    return `${(row[users] ?? '') === '' ? text.trimEnd() : `${text}${row === heads ? '' : ' '}${row[users]}`}\n`;
  });
  await process.write(1, lines.join(''));
  return 0;
};

function endpointParts(endpoint: Endpoint | string | undefined, inode: number): [string, string] {
  if (endpoint === undefined) return ['0.0.0.0', '*'];
  if (typeof endpoint === 'string') return [endpoint === '' ? '*' : endpoint, String(inode)];
  return [showAddress(endpoint.address), endpoint.port === 0 ? '*' : String(endpoint.port)];
}

/** `netstat` of net-tools and busybox: sockets, and with -r the routes. */
export const createNetstat =
  (flavour: Flavour): Program =>
  async (process) => {
    const given = await readCommandLine(process, flavour === 'gnu' ? 'usage: netstat [-vWeenNcCF] [<Af>] -r\n' : 'Usage: netstat [-ral] [-tuwx] [-enWp]\n');
    if (!given) return 1;
    if (given.has('routes')) {
      await process.write(1, routeTable(process));
      return 0;
    }
    const sockets = select(process, given);
    const scope = given.has('all') ? 'servers and established' : given.has('listening') ? 'only servers' : 'w/o servers';
    const program = given.has('processes') ? 'PID/Program name    ' : '';
    let text = `Active Internet connections (${scope})\nProto Recv-Q Send-Q Local Address           Foreign Address         State       ${program}\n`;
    const endpoint = (one: Endpoint | string | undefined) => (one === undefined || typeof one === 'string' ? '0.0.0.0:*' : `${one.address}:${one.port === 0 ? '*' : one.port}`);
    for (const socket of sockets.filter((one) => one.protocol !== 'unix')) {
      const state = { ESTAB: 'ESTABLISHED', 'TIME-WAIT': 'TIME_WAIT', 'CLOSE-WAIT': 'CLOSE_WAIT', LISTEN: 'LISTEN', UNCONN: '' }[socket.state];
      const six = typeof socket.local !== 'string' && socket.local.address.includes(':');
      const [owner] = given.has('processes') ? owners(process, socket.inode) : [];
      text += `${`${socket.protocol}${six ? '6' : ''}`.padEnd(5)} ${'0'.padStart(6)} ${'0'.padStart(6)} ${endpoint(socket.local).padEnd(23)} ${endpoint(socket.peer ?? { address: six ? '::' : '0.0.0.0', port: 0 }).padEnd(23)} ${state.padEnd(11)} ${given.has('processes') ? (owner ? `${owner.pid}/${owner.name}` : '-').padEnd(20) : ''}\n`;
    }
    await process.write(1, text);
    return 0;
  };

/** The routes as `route -n` shows them. */
export function routeTable(process: Process): string {
  const rows = process.network.namespace.routes
    .filter((route) => route.device !== 'lo')
    .map((route) => {
      const [network = '', prefix = '32'] = route.destination === 'default' ? ['0.0.0.0', '0'] : route.destination.split('/');
      const flags = `U${route.gateway === undefined ? '' : 'G'}`;
      return isDotted(network) ? `${network.padEnd(15)} ${(route.gateway ?? '0.0.0.0').padEnd(15)} ${maskOf(Number(prefix)).padEnd(15)} ${flags.padEnd(5)} ${'0'.padEnd(6)} ${'0'.padStart(4)} ${'0'.padStart(8)} ${route.device}\n` : '';
    });
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n${rows.join('')}`;
}

/** `route -n`: the table; changes are for `ip route`. */
export const route: Program = async (process) => {
  if (process.argv.slice(1).some((word) => !word.startsWith('-'))) {
    await process.write(2, 'route: only the table is shown here; use ip route to change it\n');
    return 1;
  }
  await process.write(1, routeTable(process));
  return 0;
};
