import { FlagValueError } from '../../docker/cli/flag/definition';
import { parseUlimit } from '../../docker/command/container/ulimit-flag';

const isIpv4 = (text: string) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
const isIpv6 = (text: string) => text.includes(':') && /^[0-9a-fA-F:.]+$/.test(text);

/** Whether a text is an address, of either kind. */
export const isAddress = (text: string) => isIpv4(text) || isIpv6(text);

/** Any text: such a flag is looked at later, or never. */
export const asIs = (text: string) => text;

/** `--ip` and its like. */
export function ipValue(text: string): string {
  if (!isAddress(text)) throw new FlagValueError(`failed to parse IP: ${JSON.stringify(text)}`);
  return text;
}

/** `--dns`: addresses with commas between them. */
export function ipEntry(text: string): string {
  const wrong = text.split(',').find((one) => one !== '' && !isAddress(one.trim()));
  if (wrong !== undefined) throw new FlagValueError(`invalid string being converted to IP address: ${wrong}`);
  return text;
}

/** `--host-gateway-ip`, in the words of Go's netip. */
export function gatewayEntry(text: string): string {
  if (isAddress(text)) return text;
  const fields = text.split('.');
  const complain = (why: string) => new FlagValueError(`ParseAddr(${JSON.stringify(text)}): ${why}`);
  if (!/^[\d.]+$/.test(text) || fields.length === 1) throw complain('unable to parse IP');
  if (fields.some((field) => Number(field) > 255)) throw complain('IPv4 field has value >255');
  throw complain(fields.length < 4 ? 'IPv4 address too short' : 'IPv4 address too long');
}

/** `--label`: `key=value`. */
export function labelEntry(text: string): string {
  if (!text.includes('=')) throw new FlagValueError(`bad attribute format: ${text}`);
  return text;
}

/** `--dns-search`. */
export function domainEntry(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '.') return trimmed;
  if (!/^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)*[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.?$/.test(trimmed)) throw new FlagValueError(`${text} is not a valid domain`);
  return trimmed;
}

/** `--registry-mirror`: a URL without anything that is no place. */
export function mirrorEntry(text: string): string {
  const [, scheme, user, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^/@]*)@)?(.*)$/i.exec(text) ?? [];
  const complain = (why: string) => new FlagValueError(`invalid mirror: ${why}`);
  if (scheme === undefined) throw complain(`no scheme specified for ${JSON.stringify(text)}: must use either 'https://' or 'http://'`);
  if (!['http', 'https'].includes(scheme)) throw complain(`unsupported scheme ${JSON.stringify(scheme)} in ${JSON.stringify(text)}: must use either 'https://' or 'http://'`);
  if (/[?#]/.test(rest)) throw complain(`query or fragment at end of the URI ${JSON.stringify(text)}`);
  if (user !== undefined) throw complain(`username/password not allowed in URI ${JSON.stringify(`${scheme}://${user.split(':')[0] ?? ''}:xxxxx@${rest}`)}`);
  return text;
}

/** `--add-runtime`: one more `name=path`, the name a new one. */
export function addRuntime(text: string, before: readonly string[]): string[] {
  const [, name = '', path = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (name.trim() === '' || path.trim() === '') throw new FlagValueError(`invalid runtime argument: ${text}`);
  if (name.trim().toLowerCase() === 'runc') throw new FlagValueError(`runtime name 'runc' is reserved`);
  if (before.some((one) => one.startsWith(`${name}=`))) throw new FlagValueError(`runtime '${name}' was already defined`);
  return [...before, text];
}

/** `--default-ulimit`: as `docker run --ulimit`. */
export function ulimitEntry(text: string): string {
  parseUlimit(text);
  return text;
}

/** `--node-generic-resource`: `name=value`. */
export function resourceEntry(text: string): string {
  if (!text.includes('=')) throw new FlagValueError(`invalid node-generic-resource format \`${text}\` expected \`name=value\``);
  return text;
}

/** `--feature`: `name` or `name=boolean`. */
export function featureEntry(text: string): string {
  const value = /=(.*)$/.exec(text)?.[1];
  if (value !== undefined && !/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) throw new FlagValueError(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
  return text;
}

/** `--default-network-opt`: `driver=key=value`. */
export function networkOptionEntry(text: string): string {
  if (!/^[^=]*=[^=]*=/.test(text)) throw new FlagValueError(`invalid value ${JSON.stringify(text)} for map option, should be root-key=key=value`);
  return text;
}

/** `--default-address-pool`: `base=10.0.0.0/8,size=24`. */
export function poolEntry(text: string): string {
  for (const field of text.split(',')) {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(field) ?? [];
    if (!field.includes('=')) throw new FlagValueError(`invalid field '${field}' must be a key=value pair`);
    if (key === 'size' && !/^[+-]?\d+$/.test(value)) throw new FlagValueError(`invalid size value: ${JSON.stringify(text)} (must be integer): strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
    if (key === 'base') {
      const problem = prefixProblem(value);
      if (problem !== undefined) throw new FlagValueError(`invalid base prefix ${JSON.stringify(value)}: ${problem}`);
    }
    if (!['size', 'base'].includes(key)) throw new FlagValueError(`unexpected key '${key}' in '${text}'`);
  }
  return text;
}

/** What Go's netip has against a network such as `10.0.0.0/8`. */
export function prefixProblem(text: string): string | undefined {
  const complain = (why: string) => `netip.ParsePrefix(${JSON.stringify(text)}): ${why}`;
  const slash = text.lastIndexOf('/');
  if (slash < 0) return complain("no '/'");
  const address = text.slice(0, slash);
  if (!isAddress(address)) return complain(`ParseAddr(${JSON.stringify(address)}): unable to parse IP`);
  const bits = text.slice(slash + 1);
  if (!/^\d+$/.test(bits)) return complain(`bad bits after slash: ${JSON.stringify(bits)}`);
  return Number(bits) > (isIpv4(address) ? 32 : 128) ? complain('prefix length out of range') : undefined;
}

/** `--host`: only its scheme and port are looked at; a socket's path may be left out. */
export function hostEntry(text: string): string {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1];
  const complain = (why: string) => new FlagValueError(`invalid bind address (${trimmed}): ${why}`);
  if (scheme !== undefined && !['tcp', 'unix', 'npipe', 'fd'].includes(scheme)) throw complain(`unsupported proto '${scheme}'`);
  const port = scheme === 'tcp' ? /:([^:\]/]*)$/.exec(trimmed.slice('tcp://'.length))?.[1] : undefined;
  if (port !== undefined && !/^\d*$/.test(port)) throw complain(`parse ${JSON.stringify(trimmed)}: invalid port ${JSON.stringify(`:${port}`)} after host`);
  return trimmed;
}
