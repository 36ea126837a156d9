import type { NetworkInterface } from '../../net/types';
import { isSystemError } from '../../kernel/errno';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';
import { broadcastOf, interfaceFlags, isDotted, maskOf } from './ip-address';

/** `ifconfig` of net-tools and of busybox. */
export const createIfconfig =
  (flavour: Flavour): Program =>
  async (process) => {
    const words = process.argv.slice(1).filter((word) => word !== '-a');
    const all = process.argv.includes('-a');
    const [name, ...settings] = words;
    const { interfaces } = process.network.namespace;
    const shown = interfaces.filter((one) => (name === undefined ? all || one.up : one.name === name));
    if (name !== undefined && shown.length === 0) {
      await process.write(2, flavour === 'gnu' ? `${name}: error fetching interface information: Device not found\n` : `ifconfig: ${name}: error fetching interface information: Device not found\n`);
      return 1;
    }
    if (name !== undefined && settings.length > 0) {
      try {
        for (const setting of settings) {
          const [address = '', prefix = '24'] = setting.split('/');
          if (setting === 'up' || setting === 'down') process.network.administration.setUp(name, setting === 'up');
          else if (isDotted(address)) process.network.administration.addAddress(name, { address, prefix: Number(prefix) });
        }
        return 0;
      } catch (error) {
        if (!isSystemError(error)) throw error;
        await process.write(2, flavour === 'gnu' ? `SIOCSIFFLAGS: ${error.message}\n` : `ifconfig: SIOCSIFFLAGS: ${error.message}\n`);
        return flavour === 'gnu' ? 255 : 1;
      }
    }
    await process.write(1, shown.map(flavour === 'gnu' ? describe : describeBusybox).join(''));
    return 0;
  };

const flagBits: Readonly<Record<string, number>> = { UP: 1, BROADCAST: 2, LOOPBACK: 8, RUNNING: 64, MULTICAST: 4096 };

/** `(12.3 KB)` */
function amount(bytes: number, units: readonly string[], base: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

function describe(one: NetworkInterface): string {
  const flags = [...(one.up ? ['UP'] : []), ...interfaceFlags(one).filter((flag) => flag === 'BROADCAST' || flag === 'LOOPBACK'), ...(one.up && one.carrier ? ['RUNNING'] : []), ...(one.kind === 'loopback' ? [] : ['MULTICAST'])];
  const bits = flags.reduce((sum, flag) => sum + (flagBits[flag] ?? 0), 0);
  const units = ['B', 'KB', 'MB', 'GB'];
  const lines = [`${one.name}: flags=${bits}<${flags.join(',')}>  mtu ${one.mtu}`];
  for (const { address, prefix } of one.addresses) {
    if (address.includes(':')) lines.push(`        inet6 ${address}  prefixlen ${prefix}  scopeid ${address === '::1' ? '0x10<host>' : '0x20<link>'}`);
    else lines.push(`        inet ${address}  netmask ${maskOf(prefix)}${one.kind === 'loopback' ? '' : `  broadcast ${broadcastOf(address, prefix)}`}`);
  }
  lines.push(one.kind === 'loopback' ? '        loop  txqueuelen 1000  (Local Loopback)' : `        ether ${one.hardwareAddress}  txqueuelen ${one.kind === 'ethernet' ? 1000 : 0}  (Ethernet)`);
  lines.push(`        RX packets ${one.received.packets}  bytes ${one.received.bytes} (${amount(one.received.bytes, units, 1000)})`, '        RX errors 0  dropped 0  overruns 0  frame 0');
  lines.push(`        TX packets ${one.sent.packets}  bytes ${one.sent.bytes} (${amount(one.sent.bytes, units, 1000)})`, '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0');
  return `${lines.join('\n')}\n\n`;
}

function describeBusybox(one: NetworkInterface): string {
  const loopback = one.kind === 'loopback';
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const indent = '          ';
  const lines = [`${one.name.padEnd(10)}Link encap:${loopback ? 'Local Loopback' : `Ethernet  HWaddr ${one.hardwareAddress.toUpperCase()}`}  `];
  for (const { address, prefix } of one.addresses) {
    if (address.includes(':')) lines.push(`${indent}inet6 addr: ${address}/${prefix} Scope:${address === '::1' ? 'Host' : 'Link'}`);
    else lines.push(`${indent}inet addr:${address}${loopback ? '' : `  Bcast:${broadcastOf(address, prefix)}`}  Mask:${maskOf(prefix)}`);
  }
  const flags = [...(one.up ? ['UP'] : []), loopback ? 'LOOPBACK' : 'BROADCAST', ...(one.up && one.carrier ? ['RUNNING'] : []), ...(loopback ? [] : ['MULTICAST'])];
  lines.push(`${indent}${flags.join(' ')}  MTU:${one.mtu}  Metric:1`);
  lines.push(`${indent}RX packets:${one.received.packets} errors:0 dropped:0 overruns:0 frame:0`, `${indent}TX packets:${one.sent.packets} errors:0 dropped:0 overruns:0 carrier:0`);
  lines.push(`${indent}collisions:0 txqueuelen:${loopback || one.kind === 'ethernet' ? 1000 : 0} `);
  lines.push(`${indent}RX bytes:${one.received.bytes} (${amount(one.received.bytes, units, 1024)})  TX bytes:${one.sent.bytes} (${amount(one.sent.bytes, units, 1024)})`);
  return `${lines.join('\n')}\n\n`;
}
