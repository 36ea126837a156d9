import { isSystemError } from '../../../kernel/errno';
import type { Process } from '../../../process/types';
import { FlagValueError } from '../../docker/cli/flag/definition';
import { dockerdFlags } from './flags';
import { domainEntry, labelEntry, mirrorEntry } from './values';

const levels = ['panic', 'fatal', 'error', 'warn', 'warning', 'info', 'debug', 'trace'];

/** A setting that is a text; an empty one for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What flags and file together say, by the names of the flags. */
export type Merged = Readonly<Record<string, unknown>>;

/** What is wrong with settings that each by itself could be read; undefined when nothing is. In the order in which dockerd looks. */
export function settingsProblem(merged: Merged): string | undefined {
  const text = (name: string) => textOf(merged[name]);
  const list = (name: string) => (Array.isArray(merged[name]) ? (merged[name] as unknown[]).map(String) : []);
  const number = (name: string) => Number(merged[name] ?? 0);
  if (!levels.includes(text('log-level').toLowerCase())) return `invalid logging level: ${text('log-level')}`;
  if (!['text', 'json', ''].includes(text('log-format'))) return `invalid log format: ${text('log-format')}`;
  const entries = firstProblem(list('dns-search'), domainEntry) ?? firstProblem(list('label'), labelEntry) ?? labelConflict(list('label'));
  if (entries !== undefined) return entries;
  if (number('mtu') < 0) return `invalid default MTU: ${number('mtu')}`;
  if (number('max-concurrent-downloads') < 0) return `invalid max concurrent downloads: ${number('max-concurrent-downloads')}`;
  if (number('max-concurrent-uploads') < 0) return `invalid max concurrent uploads: ${number('max-concurrent-uploads')}`;
  if (number('max-download-attempts') < 0) return `invalid max download attempts: ${number('max-download-attempts')}`;
  const option = list('exec-opt').find((one) => !one.includes('='));
  if (option !== undefined) return `invalid exec-opt (${option}): must be formatted 'opt=value'`;
  const mirror = firstProblem(list('registry-mirror'), mirrorEntry);
  if (mirror !== undefined) return mirror;
  const resource = list('node-generic-resource').find((one) => !one.includes('='));
  if (resource !== undefined) return `could not parse GenericResource: incorrect term ${resource}, missing '=' or malformed expression`;
  if (list('host-gateway-ip').filter((one) => !one.includes(':')).length > 1) return 'only one IPv4 host gateway IP address can be specified';
  if (list('host-gateway-ip').filter((one) => one.includes(':')).length > 1) return 'only one IPv6 host gateway IP address can be specified';
  if (!['shareable', 'private', ''].includes(text('default-ipc-mode'))) return `default IPC mode setting (${text('default-ipc-mode')}) is invalid; use "shareable" or "private"`;
  if (!['host', 'private', ''].includes(text('default-cgroupns-mode'))) return `invalid default cgroup namespace (${text('default-cgroupns-mode')}): use "host" or "private"`;
  return undefined;
}

/** What is wrong with settings that name something of the host: certificates, users, programs. */
export function hostProblem(process: Process, merged: Merged): string | undefined {
  const { files } = process;
  const path = textOf(merged['userland-proxy-path']);
  if (path !== dockerdFlags['userland-proxy-path'].initial && !files.exists(path)) return `invalid userland-proxy-path: exec: ${JSON.stringify(path)}: stat ${path}: no such file or directory`;
  if (merged['tls'] === true || merged['tlsverify'] === true) {
    const [certificate, key] = [givenFile(merged['tlscert']), givenFile(merged['tlskey'])];
    try {
      files.readText(certificate);
      files.readText(key);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return `invalid TLS configuration: Could not load X509 key pair (cert: ${JSON.stringify(certificate)}, key: ${JSON.stringify(key)}): open ${files.exists(certificate) ? key : certificate}: ${error.message.toLowerCase()}`;
    }
  }
  const user = textOf(merged['userns-remap']).split(':')[0] ?? '';
  if (user !== '' && user !== 'default' && !new RegExp(`^${user.replaceAll(/[^\w-]/g, '.')}:`, 'm').test(files.readText('/etc/passwd')))
    return `Error during uid lookup for ${JSON.stringify(user)}: getent unable to find entry ${JSON.stringify(user)} in passwd database`;
  return undefined;
}

/** A file of TLS counts only when it was named: the default ones need not be there. */
const givenFile = (value: unknown) => (textOf(value).startsWith('/root/.docker/') ? '' : textOf(value));

function firstProblem(values: readonly string[], check: (value: string) => string): string | undefined {
  for (const value of values) {
    try {
      check(value);
    } catch (error) {
      if (!(error instanceof FlagValueError)) throw error;
      return error.message;
    }
  }
  return undefined;
}

function labelConflict(labels: readonly string[]): string | undefined {
  const seen = new Map<string, string>();
  for (const label of labels) {
    const [key = ''] = label.split('=');
    const before = seen.get(key);
    if (before !== undefined && before !== label) return `conflict labels for ${label} and ${before}`;
    seen.set(key, label);
  }
  return undefined;
}
