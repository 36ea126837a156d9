import type { EndpointSettings } from '../../../../api/types/endpoint';
import { CliError } from '../../cli/error';
import { FlagValueError } from '../../cli/flag/definition';

/** One `--network`: a name, and in the long form what its endpoint is to be. */
export interface NetworkAttachment {
  readonly name: string;
  readonly endpoint: Partial<EndpointSettings>;
}

const isHardwareAddress = (text: string) => /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(text);

/** A hardware address, or the complaint about one. Throws `CliError`. */
export function hardwareAddress(text: string): string {
  if (text !== '' && !isHardwareAddress(text)) throw new CliError(`${text} is not a valid mac address`, 125);
  return text;
}

/** Reads `--network web` and `--network name=web,alias=db,ip=172.20.0.5`. Throws `FlagValueError` with Docker's sentence. */
export function parseNetwork(text: string): NetworkAttachment {
  if (!/\w+=\w+(,\w+=\w+)*/.test(text)) return { name: text, endpoint: {} };
  let name = '';
  const endpoint: { -readonly [K in keyof EndpointSettings]?: EndpointSettings[K] } = {};
  const address = (key: 'IPv4Address' | 'IPv6Address', value: string) => (endpoint.IPAMConfig = { ...endpoint.IPAMConfig, [key]: value });
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    const key = field.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (key === '') throw new FlagValueError(`invalid field ${field}`);
    const value = field.slice(at + 1).trim().toLowerCase();
    if (key === 'name') name = value;
    else if (key === 'alias') endpoint.Aliases = [...(endpoint.Aliases ?? []), value];
    else if (key === 'ip') address('IPv4Address', value);
    else if (key === 'ip6') address('IPv6Address', value);
    else if (key === 'link-local-ip') endpoint.IPAMConfig = { ...endpoint.IPAMConfig, LinkLocalIPs: [...(endpoint.IPAMConfig?.LinkLocalIPs ?? []), value] };
    else if (key === 'mac-address') {
      if (!isHardwareAddress(value)) throw new FlagValueError(`${value} is not a valid mac address`);
      endpoint.MacAddress = value;
    } else if (key === 'driver-opt') {
      const [option = '', setting] = value.split('=');
      if (setting === undefined) throw new FlagValueError('invalid key value pair format in driver options');
      endpoint.DriverOpts = { ...endpoint.DriverOpts, [option]: setting };
    } else if (key === 'gw-priority') {
      if (!/^[+-]?\d+$/.test(value)) throw new FlagValueError(`invalid gw-priority (${value}): strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
      endpoint.GwPriority = Number(value);
    } else throw new FlagValueError(`invalid field key ${key}`);
  }
  if (name === '') throw new FlagValueError('network name/id is not specified');
  return { name, endpoint };
}

const isUserDefined = (name: string) => !['', 'default', 'bridge', 'host', 'none'].includes(name) && !name.startsWith('container:');

/** Refuses networks that do not go together, before the daemon is asked. */
export function checkNetworks(networks: readonly NetworkAttachment[], aliases: readonly string[]): void {
  if (networks.length > 1 && networks.some(({ name }) => !isUserDefined(name))) throw new CliError('conflicting options: cannot attach both user-defined and non-user-defined network-modes', 125);
  if (aliases.length > 0 && !isUserDefined(networks[0]?.name ?? 'default')) throw new CliError('network-scoped aliases are only supported for user-defined networks', 125);
}

/** Whether links of the first network are its own (the default bridge's belong to the container). */
export function hasOwnLinks(name: string): boolean {
  return isUserDefined(name);
}
