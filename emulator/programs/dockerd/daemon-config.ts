import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { dockerdOptions, type DockerdKey } from './flags';

const defaultPath = '/etc/docker/daemon.json';

/** What of the config file this daemon heeds. */
export interface DaemonConfig {
  readonly hosts?: readonly string[];
  readonly pidfile?: string;
  readonly logLevel?: string;
  readonly storageDriver?: string;
  readonly debug?: boolean;
}

/** Keys of daemon.json: those of the flags, in the plural for lists. */
const plural: Readonly<Record<string, string>> = { host: 'hosts', label: 'labels', mirror: 'registry-mirrors', dnsSearch: 'dns-search' };
const others = ['runtimes', 'features', 'builder', 'log-opts', 'storage-opts', 'exec-opts', 'default-ulimits', 'default-address-pools', 'insecure-registries', 'registry-mirrors', 'dns', 'dns-opts', 'proxies', 'authorization-plugins', 'containerd-namespace', 'containerd-plugins-namespace', 'cluster-advertise', 'swarm-default-advertise-addr'];

/** Reads the config file, or says what is wrong with it, as dockerd does. `given`: the flags of the command line, which must not say the same. */
export function readDaemonConfig(process: Process, path: string | undefined, given: ReadonlySet<DockerdKey>): DaemonConfig | string {
  const file = path ?? defaultPath;
  let text: string;
  try {
    text = process.files.readText(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (path === undefined && error.errno === 'ENOENT') return {};
    return `unable to configure the Docker daemon with file ${file}: open ${file}: ${error.message.toLowerCase()}`;
  }
  if (text.trim() === '') return {};
  let values: Record<string, unknown>;
  try {
    values = JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return `unable to configure the Docker daemon with file ${file}: ${goSyntaxError(text, error instanceof Error ? error.message : '')}`;
  }
  const flags = new Map(Object.entries(dockerdOptions).map(([key, names]) => [plural[key] ?? names.replace(/=$/, '').split(',').at(-1) ?? '', key as DockerdKey]));
  const unknown = Object.keys(values).filter((key) => !flags.has(key) && !others.includes(key));
  if (unknown.length > 0) return `unable to configure the Docker daemon with file ${file}: the following directives don't match any configuration option: ${unknown.join(', ')}`;
  const twice = Object.keys(values).filter((key) => given.has(flags.get(key) ?? ('' as DockerdKey)));
  if (twice.length > 0) {
    const list = twice.map((key) => `${key}: (from flag: ${JSON.stringify(values[key])}, from file: ${JSON.stringify(values[key])})`).join(', ');
    return `unable to configure the Docker daemon with file ${file}: the following directives are specified both as a flag and in the configuration file: ${list}`;
  }
  return {
    ...(Array.isArray(values.hosts) ? { hosts: values.hosts as string[] } : {}),
    ...(typeof values.pidfile === 'string' ? { pidfile: values.pidfile } : {}),
    ...(typeof values['log-level'] === 'string' ? { logLevel: values['log-level'] } : {}),
    ...(typeof values['storage-driver'] === 'string' ? { storageDriver: values['storage-driver'] } : {}),
    ...(typeof values.debug === 'boolean' ? { debug: values.debug } : {}),
  };
}

/** What Go's decoder says of text that is no JSON. */
function goSyntaxError(text: string, message: string): string {
  const at = /position (\d+)/.exec(message)?.[1];
  if (at === undefined || Number(at) >= text.trimEnd().length) return 'unexpected end of JSON input';
  const character = text[Number(at)] ?? '';
  return `invalid character '${character}' looking for beginning of ${/[{,]\s*$/.test(text.slice(0, Number(at))) ? 'object key string' : 'value'}`;
}
