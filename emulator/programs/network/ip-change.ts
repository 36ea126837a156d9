import type { Process } from '../../process/types';
import { IpError } from './ip-error';
import { isDotted } from './ip-address';

/** What `ip address`, `ip link` and `ip route` can change here: addresses, up and down, bridges, routes. Gives what is printed: nothing. */
export function change(process: Process, kind: 'address' | 'link' | 'route', verb: string, words: readonly string[]): string {
  if (kind === 'address') changeAddress(process, verb, words);
  else if (kind === 'link') changeLink(process, verb, words);
  else changeRoute(process, verb, words);
  return '';
}

const valueOf = (words: readonly string[], key: string): string | undefined => (words.includes(key) ? words[words.indexOf(key) + 1] : undefined);

function checkDevice(process: Process, name: string | undefined): string {
  if (name === undefined) throw new IpError('Not enough information: "dev" argument is required.\n', 255);
  if (!process.network.namespace.interfaces.some((one) => one.name === name)) throw new IpError(`Cannot find device "${name}"\n`, 1);
  return name;
}

function changeAddress(process: Process, verb: string, words: readonly string[]): void {
  const { administration } = process.network;
  const [text = '', prefix = '32'] = (words[0] === 'local' ? words[1] : words[0])?.split('/') ?? [];
  if (verb === 'flush') {
    const device = checkDevice(process, valueOf(words, 'dev') ?? words[0]);
    for (const { address } of process.network.namespace.interfaces.find((one) => one.name === device)?.addresses ?? []) administration.removeAddress(device, address);
    return;
  }
  if (!['add', 'a', 'replace', 'del', 'delete', 'd'].includes(verb)) throw new IpError(`Command "${verb}" is unknown, try "ip address help".\n`, 255);
  if (!isDotted(text) && !text.includes(':')) throw new IpError(`Error: any valid prefix is expected rather than "${words[0] ?? ''}".\n`, 1);
  const device = checkDevice(process, valueOf(words, 'dev'));
  if (verb.startsWith('d')) administration.removeAddress(device, text);
  else administration.addAddress(device, { address: text, prefix: Number(prefix) });
}

function changeLink(process: Process, verb: string, words: readonly string[]): void {
  const { administration } = process.network;
  const name = valueOf(words, 'dev') ?? valueOf(words, 'name') ?? words[0];
  if (verb === 'set') {
    const device = checkDevice(process, name);
    if (words.includes('up')) administration.setUp(device, true);
    else if (words.includes('down')) administration.setUp(device, false);
    else throw new IpError('RTNETLINK answers: Operation not supported\n', 2);
  } else if (verb.startsWith('d')) administration.removeInterface(checkDevice(process, name));
  else if (verb === 'add' && valueOf(words, 'type') === 'bridge') administration.createBridge({ name: name ?? '' });
  else if (verb === 'add') throw new IpError('RTNETLINK answers: Operation not supported\n', 2);
  else throw new IpError(`Command "${verb}" is unknown, try "ip link help".\n`, 255);
}

function changeRoute(process: Process, verb: string, words: readonly string[]): void {
  const { administration } = process.network;
  const [destination = ''] = words;
  const gateway = valueOf(words, 'via');
  const device = valueOf(words, 'dev');
  if (device !== undefined) checkDevice(process, device);
  if (verb.startsWith('d')) administration.removeRoute(destination);
  else if (verb === 'add' || verb === 'a' || verb === 'replace') administration.addRoute({ destination, ...(gateway === undefined ? {} : { gateway }), ...(device === undefined ? {} : { device }) });
  else throw new IpError(`Command "${verb}" is unknown, try "ip route help".\n`, 255);
}
