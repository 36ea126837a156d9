import { CliError } from '../../cli/error';
import { splitFields, splitPair } from './fields';

function pairOf(text: string): { key: string; value: string | undefined } {
  const pair = splitPair(text);
  if (pair.key === '' && pair.value !== undefined) throw new CliError(`invalid key-value pair ${JSON.stringify(text)}: empty key`);
  return pair;
}

/** `--build-arg`: one without a value takes the environment's, and is left out when that has none. */
export function parseBuildArguments(texts: readonly string[], environment: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of texts) {
    const { key, value } = pairOf(text);
    const given = value ?? environment.get(key);
    if (given !== undefined) found[key] = given;
  }
  return found;
}

/** `--label`: one without a value is empty. */
export function parseLabels(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map(pairOf).map(({ key, value = '' }) => [key, value]));
}

/** `--build-context name=value`. */
export function parseContexts(texts: readonly string[]): Map<string, string> {
  return new Map(
    texts.map((text) => {
      const { key, value } = splitPair(text);
      if (value === undefined) throw new CliError(`invalid context value: ${text}, expected key=value`);
      return [key.replace(/:latest$/, ''), value];
    }),
  );
}

/** `--add-host name:address` (or `name=address`) as `name:address`. */
export function parseHosts(texts: readonly string[], gateway: string): string[] {
  return texts.map((text) => {
    const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
    const name = text.slice(0, at);
    const address = text.slice(at + 1).replace(/^\[(.*)\]$/, '$1');
    const isAddress = /^(\d{1,3}\.){3}\d{1,3}$/.test(address) ? address.split('.').every((part) => Number(part) < 256) : /^[\da-f:.]*:[\da-f:.]*$/i.test(address);
    if (at <= 0 || (!isAddress && address !== 'host-gateway')) throw new CliError(`invalid host ${text}`);
    return `${name}:${address === 'host-gateway' ? gateway : address}`;
  });
}

/** `--allow`: the entitlements that BuildKit knows. Rights on files, which are checked on the client alone, are left out. */
export function parseEntitlements(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const { key } = splitPair(text);
    if (/^fs(\.read|\.write)?$/.test(key) || key === 'ssh') return false;
    if (!['network.host', 'security.insecure', 'device'].includes(key)) throw new CliError(`unknown entitlement ${key}`);
    return true;
  });
}

/** Checks `--annotation`; true when one is for the index of several platforms. The daemon's images have no place for the others. */
export function hasIndexAnnotation(texts: readonly string[]): boolean {
  return texts.some((text) => {
    const { key, value } = splitPair(text);
    if (value === undefined) throw new CliError(`parse annotations: invalid annotation ${JSON.stringify(text)}, expected key=value`);
    return /^([\w-]+,)*index(-descriptor)?(,[\w-]+)*:/.test(key);
  });
}

/** `--attest`, `--provenance`, `--sbom`: whether one asks for an attestation. */
export function wantsAttestation(attests: readonly string[], shorthands: { readonly provenance: string; readonly sbom: string }): boolean {
  const short = Object.entries(shorthands).filter(([, value]) => value !== '');
  const canonical = short.map(([type, value]) => {
    if (/^(1|t|true)$/i.test(value)) return `type=${type}`;
    return /^(0|f|false)$/i.test(value) ? `type=${type},disabled=true` : `type=${type},${value}`;
  });
  const wanted = [...attests, ...canonical].map((text) => {
    const fields = splitFields(text).map((field) => {
      const { key, value } = splitPair(field);
      if (value === undefined) throw new CliError(`invalid value ${field}`);
      return { key: key.trim().toLowerCase(), value };
    });
    if (!fields.some(({ key }) => key === 'type')) throw new CliError('attestation type not specified');
    return !fields.some(({ key, value }) => key === 'disabled' && /^(1|t|true)$/i.test(value));
  });
  return wanted.includes(true);
}

/** Checks `--cache-from` and `--cache-to`; true when one is of another type than `inline`. */
export function hasExternalCache(texts: readonly string[]): boolean {
  const types = texts.flatMap((text) => {
    const fields = splitFields(text);
    if (fields.every((field) => !field.includes('='))) return ['registry'];
    const pairs = fields.map((field) => {
      const { key, value } = splitPair(field);
      if (value === undefined) throw new CliError(`invalid value ${field}`);
      return { key: key.toLowerCase(), value };
    });
    const type = pairs.find(({ key }) => key === 'type')?.value;
    if (type === undefined) throw new CliError(`type required form> ${JSON.stringify(text)}`);
    return [type];
  });
  return types.some((type) => type !== 'inline');
}
