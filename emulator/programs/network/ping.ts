import { isSystemError } from '../../kernel/errno';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import type { Process, Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';
import { isDotted } from './ip-address';

const options = { count: 'c=', interval: 'i=', quiet: 'q', size: 's=', wait: 'W=', deadline: 'w=', numeric: 'n', ipv4: '4', ipv6: '6', timeToLive: 't=' } as const;
type Key = keyof typeof options;

const usage: Record<Flavour, string> = {
  gnu: '\nUsage\n  ping [options] <destination>\n\nOptions:\n  <destination>      dns name or ip address\n  -c <count>         stop after <count> replies\n  -i <interval>      seconds between sending each packet\n  -n                 no dns name resolution\n  -q                 quiet output\n  -s <size>          use <size> as number of data bytes to be sent\n  -w <deadline>      reply wait <deadline> in seconds\n  -W <timeout>       time to wait for response\n',
  busybox: 'Usage: ping [OPTIONS] HOST\n\nSend ICMP ECHO_REQUESTs to HOST\n\n\t-c CNT\t\tSend only CNT pings\n\t-s SIZE\t\tSend SIZE data bytes in packets (default 56)\n\t-i SECS\t\tInterval\n\t-W SEC\t\tSeconds to wait for the first response (default 10)\n\t-w SEC\t\tSeconds until ping exits (default:infinite)\n\t-q\t\tQuiet, only display output at start/finish\n',
};

/** `ping`: iputils' words, or busybox's. */
export const createPing =
  (flavour: Flavour): Program =>
  async (process) => {
    let given: ParsedOptions<Key>;
    try {
      given = parseOptions(process.argv.slice(1), options);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      await process.write(2, `ping: ${error.message}\n${usage[flavour]}`);
      return flavour === 'gnu' ? 2 : 1;
    }
    const [name] = given.operands;
    if (name === undefined) {
      await process.write(2, flavour === 'gnu' ? 'ping: usage error: Destination address required\n' : usage.busybox);
      return flavour === 'gnu' ? 1 : 1;
    }
    const bad = ['count', 'interval', 'size', 'wait', 'deadline'].find((key) => !/^\d*\.?\d*$/.test(given.value(key as Key) ?? ''));
    if (bad !== undefined) {
      const value = given.value(bad as Key) ?? '';
      await process.write(2, flavour === 'gnu' ? `ping: invalid argument: '${value}'\n` : `ping: invalid number '${value}'\n`);
      return 1;
    }
    const address = await lookUp(process, name);
    if (!address.found) {
      await process.write(2, flavour === 'busybox' ? `ping: bad address '${name}'\n` : `ping: ${name}: ${address.why}\n`);
      return flavour === 'gnu' ? 2 : 1;
    }
    return await send(process, flavour, given, name, address.found);
  };

async function lookUp(process: Process, name: string): Promise<{ found?: string; why: string }> {
  if (isDotted(name)) return { found: name, why: '' };
  try {
    const [found] = await process.network.resolve(name);
    return { ...(found === undefined ? {} : { found }), why: 'Name or service not known' };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { why: 'Temporary failure in name resolution' };
  }
}

async function send(process: Process, flavour: Flavour, given: ParsedOptions<Key>, name: string, address: string): Promise<number> {
  const { clock } = process.system;
  const gnu = flavour === 'gnu';
  const size = Number(given.value('size') ?? 56);
  const count = given.has('count') ? Number(given.value('count')) : Infinity;
  const interval = Number(given.value('interval') ?? 1) * 1000;
  const deadline = given.has('deadline') ? clock.uptime() + Number(given.value('deadline')) * 1000 : Infinity;
  const patience = Number(given.value('wait') ?? 10) * 1000;
  const times: number[] = [];
  const began = clock.uptime();
  let sent = 0;
  let stopped = false;
  process.onSignal('SIGINT', () => void (stopped = true));
  try {
    for (; sent < count && !stopped && clock.uptime() < deadline; ) {
      const started = clock.uptime();
      let time = await process.network.ping(address);
      if (sent === 0) await process.write(1, gnu ? `PING ${name} (${address}) ${size}(${size + 28}) bytes of data.\n` : `PING ${name} (${address}): ${size} data bytes\n`);
      sent++;
      const left = Math.min(patience, deadline - started);
      if (time === undefined || time > left) {
        time = undefined;
        await process.sleep(Math.min(left, 1e9));
      }
      if (time !== undefined) {
        times.push(time);
        if (!given.has('quiet')) await process.write(1, `${size + 8} bytes from ${address}: ${gnu ? `icmp_seq=${sent}` : `seq=${sent - 1}`} ttl=64 time=${gnu ? shown(time) : time.toFixed(3)} ms\n`);
      }
      if (sent < count) await process.sleep(Math.max(0, interval - (clock.uptime() - started)));
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.errno !== 'EINTR') {
      await process.write(2, gnu ? `ping: connect: ${error.message}\n` : `PING ${name} (${address}): ${size} data bytes\nping: sendto: ${error.message}\n`);
      return gnu ? 2 : 1;
    }
  }
  await process.write(1, statistics(gnu, name, sent, times, clock.uptime() - began));
  return times.length > 0 ? 0 : 1;
}

/** Three significant digits, as iputils prints times. */
function shown(time: number): string {
  return time.toFixed(time < 1 ? 3 : time < 10 ? 2 : time < 100 ? 1 : 0);
}

function statistics(gnu: boolean, name: string, sent: number, times: readonly number[], duration: number): string {
  const loss = sent === 0 ? 0 : Math.round(((sent - times.length) / sent) * 100);
  const head = `\n--- ${name} ping statistics ---\n`;
  const least = Math.min(...times);
  const most = Math.max(...times);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const deviation = Math.sqrt(Math.max(0, times.reduce((sum, time) => sum + time * time, 0) / times.length - mean * mean));
  const range = [least, mean, most].map((value) => value.toFixed(3)).join('/');
  if (gnu) return `${head}${sent} packets transmitted, ${times.length} received, ${loss}% packet loss, time ${sent < 2 && times.length > 0 ? 0 : Math.round(duration)}ms\n${times.length > 0 ? `rtt min/avg/max/mdev = ${range}/${deviation.toFixed(3)} ms` : ''}\n`;
  return `${head}${sent} packets transmitted, ${times.length} packets received, ${loss}% packet loss\n${times.length > 0 ? `round-trip min/avg/max = ${range} ms\n` : ''}`;
}
