import { CliError } from '../../cli/error';
import { FlagValueError, type Values } from '../../cli/flag/definition';
import { bool, bytes, integer, list, strings, text } from '../../cli/flag/kinds';
import { splitReference } from '../../cli/reference';
import { checkUlimit } from '../option/ulimit';

function checkTag(value: string): string {
  try {
    splitReference(value);
  } catch (error) {
    throw error instanceof CliError ? new FlagValueError(error.message) : error;
  }
  return value;
}

function checkHost(value: string): string {
  const at = value.indexOf(':') < 0 ? value.indexOf('=') : value.indexOf(':');
  if (at <= 0) throw new FlagValueError(`bad format for add-host: ${JSON.stringify(value)}`);
  const address = value.slice(at + 1);
  const isAddress = /^(\d{1,3}\.){3}\d{1,3}$/.test(address) ? address.split('.').every((part) => Number(part) < 256) : /:/.test(address);
  if (!isAddress && address !== 'host-gateway') throw new FlagValueError(`invalid IP address in add-host: ${JSON.stringify(address)}`);
  return value;
}

/** The flags of `docker build` with the classic builder. */
export const classicFlags = {
  'add-host': list('', 'Add a custom host-to-IP mapping ("host:ip")', { check: checkHost }),
  'build-arg': list('', 'Set build-time variables'),
  'cache-from': strings('', 'Images to consider as cache sources'),
  'cgroup-parent': text('', 'Set the parent cgroup for the "RUN" instructions during build'),
  compress: bool('', 'Compress the build context using gzip'),
  'cpu-period': integer('', 'Limit the CPU CFS (Completely Fair Scheduler) period'),
  'cpu-quota': integer('', 'Limit the CPU CFS (Completely Fair Scheduler) quota'),
  'cpu-shares': integer('c', 'CPU shares (relative weight)'),
  'cpuset-cpus': text('', 'CPUs in which to allow execution (0-3, 0,1)'),
  'cpuset-mems': text('', 'MEMs in which to allow execution (0-3, 0,1)'),
  'disable-content-trust': bool('', 'Skip image verification', { initial: true }),
  file: text('f', 'Name of the Dockerfile (Default is "PATH/Dockerfile")'),
  'force-rm': bool('', 'Always remove intermediate containers'),
  iidfile: text('', 'Write the image ID to the file'),
  isolation: text('', 'Container isolation technology'),
  label: list('', 'Set metadata for an image'),
  memory: bytes('m', 'Memory limit'),
  'memory-swap': bytes('', 'Swap limit equal to memory plus swap: -1 to enable unlimited swap', { unlimited: true }),
  network: text('', 'Set the networking mode for the RUN instructions during build', { initial: 'default' }),
  'no-cache': bool('', 'Do not use cache when building the image'),
  platform: text('', 'Set platform if server is multi-platform capable'),
  pull: bool('', 'Always attempt to pull a newer version of the image'),
  quiet: bool('q', 'Suppress the build output and print image ID on success'),
  rm: bool('', 'Remove intermediate containers after a successful build', { initial: true }),
  'security-opt': strings('', 'Security options'),
  'shm-size': bytes('', 'Size of "/dev/shm"'),
  squash: bool('', 'Squash newly built layers into a single new layer', { hidden: true }),
  tag: list('t', 'Name and optionally a tag in the "name:tag" format', { check: checkTag }),
  target: text('', 'Set the target build stage to build.'),
  ulimit: list('', 'Ulimit options (default [])', { type: 'ulimit', check: checkUlimit }),
};

/** What they were given. */
export type ClassicFlags = Values<typeof classicFlags>;
