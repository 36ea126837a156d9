import { FlagValueError } from './definition';

const isAddress = (text: string) => /^(\d{1,3}\.){3}\d{1,3}$/.test(text) || (text.includes(':') && /^[0-9a-fA-F:.]+$/.test(text));

/** An environment variable: `NAME=value` or `NAME`, never without a name. */
export function environmentEntry(text: string): string {
  if (text.startsWith('=')) throw new FlagValueError(`invalid environment variable: ${text}`);
  return text;
}

/** A label: `name=value` or `name`, never without a name. */
export function labelEntry(text: string): string {
  if (text.startsWith('=')) throw new FlagValueError(`invalid label '${text}': empty name`);
  return text;
}

/** A line for /etc/hosts: `name:address` or `name=address`, where the address may be `host-gateway`. */
export function hostEntry(text: string): string {
  const at = text.search(/[=:]/);
  if (at <= 0) throw new FlagValueError(`bad format for add-host: ${JSON.stringify(text)}`);
  const address = text.slice(at + 1).replace(/^\[(.*)\]$/, '$1');
  if (address !== 'host-gateway' && !isAddress(address)) throw new FlagValueError(`invalid IP address in add-host: ${JSON.stringify(address)}`);
  return text;
}

/** The address of a name server. */
export function addressEntry(text: string): string {
  if (!isAddress(text.trim())) throw new FlagValueError(`IP address is not correctly formatted: ${text}`);
  return text.trim();
}
