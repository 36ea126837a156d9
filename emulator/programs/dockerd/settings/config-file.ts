import { isSystemError } from '../../../kernel/errno';
import type { Process } from '../../../process/types';
import { goJsonKind, goJsonProblem } from '../../command-line/go-json';
import { parseSize } from '../../docker/units/size';
import { defaultConfigFile } from './settings';
import { dockerdFlags } from './flags';
import { isAddress, prefixProblem } from './values';

/** Flags that may be given several times have another name in the file. */
const fileNames: Readonly<Record<string, string>> = {
  'authorization-plugin': 'authorization-plugins',
  'cdi-spec-dir': 'cdi-spec-dirs',
  'containerd-plugins-namespace': 'containerd-plugin-namespace',
  'default-address-pool': 'default-address-pools',
  'default-network-opt': 'default-network-opts',
  'default-ulimit': 'default-ulimits',
  'dns-opt': 'dns-opts',
  'exec-opt': 'exec-opts',
  feature: 'features',
  host: 'hosts',
  'host-gateway-ip': 'host-gateway-ips',
  'insecure-registry': 'insecure-registries',
  label: 'labels',
  'log-opt': 'log-opts',
  'node-generic-resource': 'node-generic-resources',
  'registry-mirror': 'registry-mirrors',
  'storage-opt': 'storage-opts',
};
/** Keys whose values are objects with keys of their own. */
const objects = ['builder', 'default-network-opts', 'default-ulimits', 'features', 'log-opts', 'proxies', 'runtimes'];
const more = ['builder', 'proxies', 'runtimes', 'host-gateway-ip'];
const known = new Set([...Object.keys(dockerdFlags), ...Object.values(fileNames), ...more]);

/** What a config file says by the names of the flags, or (`problem`) why dockerd does not take it. */
export type ConfigFile = { readonly values: Readonly<Record<string, unknown>> } | { readonly problem: string };

/** Reads a config file. `path` undefined is the default one, which need not be there; `given` are the flags of the command line with their values. */
export function readConfigFile(process: Process, path: string | undefined, given: ReadonlyMap<string, unknown>): ConfigFile {
  const file = path ?? defaultConfigFile;
  const refuse = (why: string): ConfigFile => ({ problem: `unable to configure the Docker daemon with file ${file}: ${why}` });
  let text: string;
  try {
    text = process.files.readText(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (path === undefined && error.errno === 'ENOENT') return { values: {} };
    return refuse(`open ${file}: ${error.message.toLowerCase()}`);
  }
  if (text.trim() === '') return { values: {} };
  const syntax = goJsonProblem(text);
  if (syntax !== undefined) return refuse(`invalid JSON: ${syntax}`);
  const values = JSON.parse(text) as Record<string, unknown> | null;
  if (values === null) return { values: {} };
  if (typeof values !== 'object' || Array.isArray(values)) return refuse(`invalid JSON: json: cannot unmarshal ${goJsonKind(values).split(' ')[0] ?? ''} into Go value of type map[string]interface {}`);
  const unknown = unknownKeys(values);
  if (unknown.length > 0) return refuse(`the following directives don't match any configuration option: ${unknown.join(', ')}`);
  const twice = [...given].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([flag, value]) => {
    const key = fileNames[flag] ?? flag;
    return values[key] === undefined ? [] : [`${key}: (from flag: ${goText(value)}, from file: ${goText(values[key])})`];
  });
  if (twice.length > 0) return refuse(`the following directives are specified both as a flag and in the configuration file: ${twice.join(', ')}`);
  for (const [key, value] of Object.entries(values)) {
    const problem = typeProblem(key, value);
    if (problem !== undefined) return refuse(`invalid JSON: ${problem}`);
  }
  return { values: byFlag(values) };
}

/** Keys that mean nothing. What stands in an object that no option takes counts as if it stood outside. */
function unknownKeys(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values)
    .flatMap(([key, value]) => (typeof value === 'object' && value !== null && !Array.isArray(value) && !objects.includes(key) ? Object.keys(value) : [key]))
    .filter((key) => !known.has(key))
    .sort();
}

/** A value as Go's `%v` prints it. */
function goText(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(goText).join(' ')}]` : String(value);
}

const flagOf = new Map(Object.entries(fileNames).map(([flag, key]) => [key, flag]));

/** The file's values by the names of the flags. A flag's own name means nothing in the file when it has another one there. */
function byFlag(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (fileNames[key] === undefined ? [[flagOf.get(key) ?? key, value]] : [])));
}

/** Why a key's value cannot be what Go's struct wants there. */
function typeProblem(key: string, value: unknown): string | undefined {
  const flag = (dockerdFlags as Readonly<Record<string, { readonly type: string }>>)[flagOf.get(key) ?? key];
  if (value === null || !flag) return undefined;
  const wrong: Wrong = (type, path = key, what = value) => `json: cannot unmarshal ${goJsonKind(what)} into Go struct field Config.${path} of type ${type}`;
  const words = (type: string) => (Array.isArray(value) ? undefined : wrong(type));
  switch (flag.type) {
    case '':
      return typeof value === 'boolean' ? undefined : wrong('bool');
    case 'string':
      return typeof value === 'string' ? undefined : wrong('string');
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? undefined : wrong('int');
    case 'ip':
      return typeof value !== 'string' ? wrong('net.IP') : isAddress(value) || value === '' ? undefined : `invalid IP address: ${value}`;
    case 'bytes':
      return sizeProblem(value);
    case 'ipSlice': {
      const bad = Array.isArray(value) ? (value as unknown[]).map(String).find((one) => !isAddress(one)) : undefined;
      return words('[]net.IP') ?? (bad === undefined ? undefined : `invalid IP address: ${bad}`);
    }
    case 'list':
      if (!(flagOf.has(key) || key === 'dns-search')) return undefined; // the flag's own name, which nobody reads
      return words('[]string') ?? elementProblem(value as unknown[], wrong, key);
    case 'map':
      return key === 'features' ? memberProblem(key, value, 'boolean', 'bool', wrong) : key === 'log-opts' ? memberProblem(key, value, 'string', 'string', wrong) : undefined;
    case 'pool-options': {
      const bases = Array.isArray(value) ? (value as { base?: unknown }[]).map(({ base }) => base) : [];
      return bases.flatMap((base) => (typeof base === 'string' ? (prefixProblem(base) ?? []) : []))[0];
    }
    default:
      return undefined;
  }
}

type Wrong = (type: string, path?: string, what?: unknown) => string;

function elementProblem(values: readonly unknown[], wrong: Wrong, key: string): string | undefined {
  const bad = values.find((one) => typeof one !== 'string' && one !== null);
  return bad === undefined ? undefined : wrong('string', key, bad);
}

function memberProblem(key: string, value: unknown, type: 'boolean' | 'string', shown: string, wrong: Wrong): string | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return wrong(`map[string]${shown}`);
  const bad = Object.entries(value as Record<string, unknown>).find(([, one]) => typeof one !== type && one !== null);
  return bad && wrong(shown, `${key}.${bad[0]}`, bad[1]);
}

function sizeProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return `invalid size: "${JSON.stringify(value)}"`;
  try {
    parseSize(value);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
