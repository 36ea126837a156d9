import type { PortMap } from '../../../../api/types/host-config';
import type { NameSet } from '../../../../api/types/container-config';
import { isAddress } from '../../../../net/address';
import { CliError } from '../../cli/error';

const invalid = (why: string) => new CliError(why, 125);

/** `80` or `80-85` as numbers; undefined when it is none. */
function range(text: string): [number, number] | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from > 65_535 || to > 65_535 || to < from ? undefined : [from, to];
}

/** What `-p` and `--expose` ask for. Throws `CliError` with Docker's sentence. */
export function parsePorts(publish: readonly string[], expose: readonly string[]): { exposed: NameSet; bindings: PortMap } {
  const exposed: NameSet = {};
  const bindings: PortMap = {};
  for (const text of publish) {
    const [, rest = '', protocol = 'tcp'] = /^(.*?)(?:\/([a-zA-Z]+))?$/.exec(longForm(text)) ?? [];
    if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) throw invalid(`Invalid proto: ${protocol}`);
    const bracketed = /^\[([^\]]*)\]:(.*)$/.exec(rest);
    const parts = bracketed ? [bracketed[1] ?? '', ...(bracketed[2] ?? '').split(':')] : rest.split(':');
    const container = parts.at(-1) ?? '';
    const host = parts.length > 1 ? (parts.at(-2) ?? '') : '';
    const address = parts.length > 2 ? parts.slice(0, -2).join(':') : '';
    if (container === '') throw invalid(`No port specified: ${longForm(text)}<empty>`);
    if (address !== '' && !isAddress(address)) throw invalid(`Invalid ip address: ${address}`);
    const inside = range(container);
    if (!inside) throw invalid(`Invalid containerPort: ${container}`);
    const outside = host === '' ? undefined : range(host);
    if (host !== '' && !outside) throw invalid(`Invalid hostPort: ${host}`);
    const count = inside[1] - inside[0];
    if (outside && outside[1] - outside[0] !== count && count > 0) throw invalid(`Invalid ranges specified for container and host Ports: ${container} and ${host}`);
    for (let offset = 0; offset <= count; offset++) {
      const port = `${inside[0] + offset}/${protocol.toLowerCase()}`;
      exposed[port] = {};
      const hostPort = !outside ? '' : count === 0 && outside[0] !== outside[1] ? `${outside[0]}-${outside[1]}` : String(outside[0] + offset);
      bindings[port] = [...(bindings[port] ?? []), { HostIp: address, HostPort: hostPort }];
    }
  }
  for (const text of expose) {
    const [port = '', protocol = 'tcp'] = text.split('/');
    const numbers = range(port);
    if (!numbers) throw new CliError(`invalid range format for --expose: ${text}, error: ${rangeTrouble(port)}`, 125);
    for (let number = numbers[0]; number <= numbers[1]; number++) exposed[`${number}/${protocol}`] = {};
  }
  return { exposed, bindings };
}

function rangeTrouble(text: string): string {
  if (text === '') return 'empty string specified for ports.';
  return /^\d+-\d+$/.test(text) ? `Invalid range specified for the Port: ${text}` : `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
}

/** `published=8080,target=80,protocol=tcp` in the short form. */
function longForm(text: string): string {
  if (!/(^|,)(target|published)=/.test(text)) return text;
  const pairs = new Map(text.split(',').map((pair) => pair.split('=') as [string, string]));
  return `${pairs.has('published') ? `${pairs.get('published')}:` : ''}${pairs.get('target') ?? ''}/${pairs.get('protocol') ?? 'tcp'}`;
}
