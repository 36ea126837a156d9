import { parseDestination, parseIpv4, maskOf } from '../../net/address';
import type { NetworkNamespace, SocketInfo } from '../../net/types';
import { syntheticDirectory, syntheticText, type SyntheticDirectory } from '../../vfs/synthetic-file-system';
import type { Kernel } from '../kernel';

const hex = (value: number, digits: number) => (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');

/** An IPv4 address as the kernel prints it: its bytes backwards. */
function backwards(address: string): string {
  const bits = parseIpv4(address) ?? 0;
  return hex(((bits & 255) * 2 ** 24 + ((bits >>> 8) & 255) * 2 ** 16 + ((bits >>> 16) & 255) * 2 ** 8 + (bits >>> 24)) >>> 0, 8);
}

const stateNumbers: Record<SocketInfo['state'], number> = { ESTAB: 1, 'TIME-WAIT': 6, UNCONN: 7, 'CLOSE-WAIT': 8, LISTEN: 10 };

function socketTable(namespace: NetworkNamespace, protocol: 'tcp' | 'udp', version: 4 | 6): string {
  const six = version === 6;
  const name = (endpoint: SocketInfo['peer']) => {
    if (typeof endpoint !== 'object') return six ? `${'0'.repeat(32)}:0000` : '00000000:0000';
    const address = !six ? backwards(endpoint.address) : endpoint.address === '::1' ? '00000000000000000000000001000000' : '0'.repeat(32);
    return `${address}:${hex(endpoint.port, 4)}`;
  };
  const heading = six
    ? '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'
    : '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     \n';
  const rows = namespace.sockets.filter(
    (socket) => socket.protocol === protocol && typeof socket.local === 'object' && socket.local.address.includes(':') === six,
  );
  return (
    heading +
    rows
      .map(({ local, peer, state, uid, inode }, i) => {
        const row = `${String(i).padStart(4)}: ${name(local)} ${name(peer)} ${hex(stateNumbers[state], 2)} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 ${inode} 1 0000000000000000 100 0 0 10 0`;
        return `${six ? row : row.padEnd(149)}\n`;
      })
      .join('')
  );
}

function interfaceTable(namespace: NetworkNamespace): string {
  const heading =
    'Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  const number = (value: number, width: number) => String(value).padStart(width);
  const row = ({ name, received, sent }: NetworkNamespace['interfaces'][number]) =>
    `${name.padStart(6)}: ${number(received.bytes, 7)} ${number(received.packets, 7)}    0    0    0     0          0         0 ${number(sent.bytes, 8)} ${number(sent.packets, 7)}    0    0    0     0       0          0\n`;
  return heading + namespace.interfaces.map(row).join('');
}

function routeTable(namespace: NetworkNamespace): string {
  const line = (text: string) => `${text.padEnd(127)}\n`;
  const rows = namespace.routes.map(({ destination, gateway, device }) => {
    const network = parseDestination(destination);
    const flags = gateway === undefined ? 1 : 3;
    return line(
      `${device}\t${backwards(network.address)}\t${gateway === undefined ? '00000000' : backwards(gateway)}\t${hex(flags, 4)}\t0\t0\t0\t${backwards(addressOfMask(network.prefix))}\t0\t0\t0`,
    );
  });
  return line('Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT') + rows.join('');
}

function addressOfMask(prefix: number): string {
  const mask = maskOf(prefix);
  return [24, 16, 8, 0].map((shift) => (mask >>> shift) & 255).join('.');
}

function ipv6Table(namespace: NetworkNamespace): string {
  const rows = namespace.interfaces.flatMap((one) => one.addresses.filter(({ address }) => address === '::1').map(() => one));
  return rows.map(({ name, index }) => `${'1'.padStart(32, '0')} ${hex(index, 2).toLowerCase()} 80 10 80 ${name.padStart(8)}\n`).join('');
}

/** The Unix sockets that processes in a network namespace have open. */
function unixSockets(kernel: Kernel, namespace: NetworkNamespace): { inode: string; path: string; listening: boolean }[] {
  const found = new Map<string, { inode: string; path: string; listening: boolean }>();
  for (const task of kernel.tasks) {
    if (task.namespaces.network !== namespace) continue;
    for (const descriptor of task.descriptors.numbers()) {
      const file = task.descriptors.get(descriptor);
      const inode = /^socket:\[(\d+)\]$/.exec(file.name)?.[1];
      if (inode !== undefined && 'local' in file && typeof file.local === 'string') found.set(inode, { inode, path: file.local, listening: !('peer' in file) });
    }
  }
  return [...found.values()];
}

/** /proc/PID/net: what the process's network namespace holds. */
export function networkDirectory(
  kernel: Kernel,
  namespace: NetworkNamespace,
  meta: { owner(): { uid: number; gid: number }; time(): number },
): SyntheticDirectory {
  const text = (read: () => string) => syntheticText(read, { time: meta.time });
  const unix = () => {
    const rows = unixSockets(kernel, namespace).map(
      ({ inode, path, listening }) =>
        `0000000000000000: ${listening ? '00000002' : '00000003'} 00000000 ${listening ? '00010000' : '00000000'} 0001 ${listening ? '01' : '03'} ${inode}${path ? ` ${path}` : ''}\n`,
    );
    return `Num       RefCount Protocol Flags    Type St Inode Path\n${rows.join('')}`;
  };
  return syntheticDirectory(
    {
      arp: text(() => 'IP address       HW type     Flags       HW address            Mask     Device\n'),
      dev: text(() => interfaceTable(namespace)),
      if_inet6: text(() => ipv6Table(namespace)),
      route: text(() => routeTable(namespace)),
      tcp: text(() => socketTable(namespace, 'tcp', 4)),
      tcp6: text(() => socketTable(namespace, 'tcp', 6)),
      udp: text(() => socketTable(namespace, 'udp', 4)),
      udp6: text(() => socketTable(namespace, 'udp', 6)),
      unix: text(unix),
    },
    { time: meta.time, mode: 0o555 },
  );
}
