import { isSystemError } from '../../kernel/errno';
import type { NetworkInterface } from '../../net/types';
import type { Process, Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';
import { change } from './ip-change';
import { broadcastOf, interfaceFlags, interfaceState, isDotted, linkName, toNumber } from './ip-address';
import { IpError } from './ip-error';

interface Request {
  readonly flavour: Flavour;
  readonly brief: boolean;
  readonly oneLine: boolean;
  readonly family: 'any' | '4' | '6';
}

const usage = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
       ip [ -force ] -batch filename
where  OBJECT := { address | link | neighbour | route }
       OPTIONS := { -V[ersion] | -4 | -6 | -o[neline] | -br[ief] }
`;

/** Words may be cut short: the first of `full` that begins with `word`. */
const means = (word: string | undefined, ...full: string[]): string | undefined => (word === undefined ? undefined : full.find((one) => one.startsWith(word)));

/** `ip`: addresses, links and routes of the own network namespace. */
export const createIp =
  (flavour: Flavour): Program =>
  async (process) => {
    const words = process.argv.slice(1);
    const options = new Set<string>();
    while (words[0]?.startsWith('-')) options.add((words.shift() ?? '').replace(/^-+/, ''));
    const has = (...names: string[]) => [...options].some((option) => names.some((name) => name.startsWith(option)));
    const request: Request = { flavour, brief: has('brief'), oneLine: has('oneline'), family: options.has('4') ? '4' : options.has('6') ? '6' : 'any' };
    if (options.has('V') || options.has('Version')) {
      await process.write(1, 'ip utility, iproute2-6.1.0, libbpf 1.3.0\n');
      return 0;
    }
    const [object, verb, ...rest] = words;
    if (object === undefined || object === 'help') {
      await process.write(2, usage);
      return object === undefined ? 255 : 0;
    }
    try {
      await process.write(1, carryOut(process, request, object, verb, rest));
      return 0;
    } catch (error) {
      if (error instanceof IpError) {
        await process.write(2, error.message);
        return error.code;
      }
      if (!isSystemError(error)) throw error;
      await process.write(2, `RTNETLINK answers: ${error.message}\n`);
      return 2;
    }
  };

function carryOut(process: Process, request: Request, object: string, verb: string | undefined, rest: readonly string[]): string {
  const kind = means(object, 'address', 'link', 'route', 'neighbour', 'netns', 'rule');
  const showing = verb === undefined || means(verb, 'show', 'list', 'lst') !== undefined;
  switch (kind) {
    case 'address':
    case 'link':
      if (showing) return showInterfaces(process, request, kind, verb === undefined ? [] : rest);
      return change(process, kind, verb ?? '', rest);
    case 'route':
      if (verb === 'get') return getRoute(process, rest[0]);
      return showing ? showRoutes(process) : change(process, kind, verb ?? '', rest);
    case 'rule':
      return '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n';
    case 'neighbour':
    case 'netns':
      return '';
    default:
      throw new IpError(`Object "${object}" is unknown, try "ip help".\n`, 1);
  }
}

function showInterfaces(process: Process, request: Request, kind: 'address' | 'link', words: readonly string[]): string {
  const { interfaces } = process.network.namespace;
  let device: string | undefined;
  let onlyUp = false;
  let master: string | undefined;
  let type: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === 'dev') device = words[++at];
    else if (word === 'up') onlyUp = true;
    else if (word === 'master') master = words[++at];
    else if (word === 'type') type = words[++at];
    else if (word !== 'scope' && word !== 'global') device = word;
  }
  if (device !== undefined && !interfaces.some((one) => one.name === device)) throw new IpError(`Device "${device}" does not exist.\n`, 1);
  return interfaces
    .filter((one) => (device === undefined || one.name === device) && (!onlyUp || one.up) && (master === undefined || one.master === master) && (type === undefined || one.kind === type))
    .map((one) => (request.brief ? briefLine(one, kind) : describe(one, kind, request)))
    .join('');
}

function briefLine(one: NetworkInterface, kind: 'address' | 'link'): string {
  const head = `${linkName(one).padEnd(16)} ${interfaceState(one).padEnd(14)} `;
  if (kind === 'link') return `${head}${one.hardwareAddress} <${interfaceFlags(one).join(',')}> \n`;
  return `${head}${one.addresses.map(({ address, prefix }) => `${address}/${prefix} `).join('')}\n`;
}

function describe(one: NetworkInterface, kind: 'address' | 'link', { flavour, family, oneLine }: Request): string {
  const loopback = one.kind === 'loopback';
  const addresses = one.addresses.filter(({ address }) => family === 'any' || address.includes(':') === (family === '6'));
  if (kind === 'address' && family !== 'any' && addresses.length === 0) return '';
  const gnu = flavour === 'gnu';
  const queue = one.kind === 'ethernet' ? 'fq_codel' : 'noqueue';
  const head = `${one.index}: ${linkName(one)}: <${interfaceFlags(one).join(',')}> mtu ${one.mtu} qdisc ${queue}${one.master === undefined ? '' : ` master ${one.master}`} ${gnu ? `state ${interfaceState(one)} ${kind === 'link' ? 'mode DEFAULT ' : ''}group default${one.kind === 'bridge' || one.kind === 'veth' ? '' : ' '}${one.kind === 'bridge' || one.kind === 'veth' ? ' ' : 'qlen 1000'}` : loopback || one.kind === 'ethernet' ? 'qlen 1000' : ''}`;
  const link = `    link/${loopback ? 'loopback' : 'ether'} ${one.hardwareAddress} brd ${loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}${one.kind === 'veth' ? ' link-netnsid 0' : ''}`;
  if (kind === 'link') return oneLine ? `${head}\\${link}\n` : `${head}\n${link}\n`;
  const lines = addresses.map((entry) => addressLines(one, entry));
  if (oneLine) return lines.map(([first = '', second = '']) => `${one.index}: ${one.name}    ${first.trim()}\\${second.padStart(0)}\n`).join('');
  return `${head}\n${family === 'any' ? `${link}\n` : ''}${lines.map((pair) => `${pair.join('\n')}\n`).join('')}`;
}

function addressLines(one: NetworkInterface, { address, prefix }: { address: string; prefix: number }): string[] {
  const lifetime = '       valid_lft forever preferred_lft forever';
  if (address.includes(':')) return [`    inet6 ${address}/${prefix} scope ${address === '::1' ? 'host' : address.startsWith('fe80') ? 'link' : 'global'} `, lifetime];
  if (one.kind === 'loopback') return [`    inet ${address}/${prefix} scope host ${one.name}`, lifetime];
  return [`    inet ${address}/${prefix} brd ${broadcastOf(address, prefix)} scope global ${one.name}`, lifetime];
}

function showRoutes(process: Process): string {
  const { routes, interfaces } = process.network.namespace;
  return routes
    .filter((route) => route.device !== 'lo')
    .map((route) => {
      const down = interfaces.find((one) => one.name === route.device)?.carrier === false ? 'linkdown ' : '';
      const via = route.gateway === undefined ? '' : `via ${route.gateway} `;
      return `${route.destination} ${via}dev ${route.device} ${route.protocol === 'boot' ? '' : `proto ${route.protocol} `}${route.scope === 'global' ? '' : `scope ${route.scope} `}${route.source === undefined ? '' : `src ${route.source} `}${down}\n`;
    })
    .join('');
}

function getRoute(process: Process, target: string | undefined): string {
  if (target === undefined) throw new IpError('need at least a destination address\n', 255);
  if (!isDotted(target)) throw new IpError(`Error: any valid prefix is expected rather than "${target}".\n`, 1);
  const { interfaces, routes } = process.network.namespace;
  const uid = `uid ${process.credentials.uid} \n    cache `;
  const own = interfaces.some((one) => one.addresses.some(({ address }) => address === target)) || target.startsWith('127.');
  if (own) return `local ${target} dev lo src ${target} ${uid}<local> \n`;
  const prefixOf = (destination: string) => (destination === 'default' ? 0 : Number(destination.split('/')[1] ?? 32));
  const matching = routes.filter(({ destination }) => destination === 'default' || sameNetwork(target, destination.split('/')[0] ?? '', prefixOf(destination)));
  const [best] = [...matching].sort((a, b) => prefixOf(b.destination) - prefixOf(a.destination));
  if (!best) throw new IpError('RTNETLINK answers: Network is unreachable\n', 2);
  const source = best.source ?? interfaces.find((one) => one.name === best.device)?.addresses.find(({ address }) => !address.includes(':'))?.address;
  return `${target} ${best.gateway === undefined ? '' : `via ${best.gateway} `}dev ${best.device} ${source === undefined ? '' : `src ${source} `}${uid}\n`;
}

function sameNetwork(a: string, b: string, prefix: number): boolean {
  const size = 2 ** (32 - prefix);
  return Math.floor(toNumber(a) / size) === Math.floor(toNumber(b) / size);
}
