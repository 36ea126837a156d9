import type { BuildQuery } from '../../../api/client/build';
import type { NetworkInspect } from '../../../api/types/network';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import type { DockerCli } from '../cli/docker-cli';
import { CliError, messageOf } from '../cli/error';
import { splitReference } from '../cli/reference';
import { knownCalls } from './call/call';
import { archiveEntries, gatherInputs, isDirectory } from './context/build-inputs';
import { gatherOutputs, notSupported, type Output } from './option/outputs';
import { hasIndexAnnotation, parseEntitlements, parseHosts } from './option/pairs';
import { parsePlatforms } from './option/platform';
import type { BuildOptions } from './option/read-options';
import { readSecrets, refuseAgents } from './option/secrets';
import { parseUlimit } from './option/ulimit';

/** A build that is ready to be sent. */
export interface PreparedBuild {
  readonly query: BuildQuery;
  /** The members of the tar that goes with it. */
  readonly entries: Iterable<TarEntry>;
  /** Where the result goes, in the order of the query's `outputs`. */
  readonly outputs: readonly Output[];
  /** Whole names of the image that is to be pushed when it is built. */
  readonly pushed: readonly string[];
}

/** The kinds of context that are no directory of this host. */
const foreignContext = /^(docker-image|oci-layout|target|input|https?|git|ssh):|^git@|^github\.com\//;

/** Looks at what the options mean on this host, in the order in which buildx does. Throws a {@link CliError} for what cannot be. */
export async function prepareBuild(docker: DockerCli, options: BuildOptions): Promise<PreparedBuild> {
  const { flags, call } = options;
  if (flags['no-cache'] && flags['no-cache-filter'].length > 0) throw new CliError('--no-cache and --no-cache-filter cannot currently be used together');
  const platforms = parsePlatforms(flags.platform.length > 0 ? flags.platform : [docker.environment('DOCKER_DEFAULT_PLATFORM')]);
  const secrets = readSecrets(docker, options.secrets);
  refuseAgents(docker, flags.ssh.length === 0 && /^(git@|ssh:)/.test(options.context) ? ['default'] : flags.ssh);
  const asked = gatherOutputs(docker, options.outputs, flags);
  const entitlements = parseEntitlements(flags.allow);
  const annotatesIndex = hasIndexAnnotation(flags.annotation);
  if (options.exportsCache) throw notSupported('Cache export', 'build-cache-backends');
  if (options.wantsAttestation) throw notSupported('Attestation', 'attestations');
  // The daemon's builder keeps images where `docker` finds them: to load one is to have it. An image is there before files are.
  const inDaemon = asked.map((output) => (output.type === 'docker' && output.destination === '' ? { ...output, type: 'image' } : output));
  const sorted = [...inDaemon.filter(({ type }) => type === 'image'), ...inDaemon.filter(({ type }) => type !== 'image')];
  const outputs = sorted.length === 0 && !call ? [{ type: 'image', attributes: {}, destination: '' }] : sorted;
  if (annotatesIndex && !call && outputs.some(({ type }) => type === 'image' || type === 'docker')) throw new CliError('index annotations not supported for single platform export');
  const names = checkTags(flags.tag, outputs);
  checkExporters(outputs);
  const inputs = await gatherInputs(docker, options.context, flags.file);
  const { directories, named } = namedContexts(docker, options.contexts);
  if (platforms.length > 1) throw notSupported('Multi-platform build', 'build-multi-platform');
  if (!['', 'default', 'none', 'host'].includes(flags.network)) {
    throw new CliError(
      `network mode ${JSON.stringify(flags.network)} not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`,
    );
  }
  const hosts = parseHosts(flags['add-host'], flags['add-host'].some((host) => host.endsWith('host-gateway')) ? await gatewayAddress(docker) : '');
  const isInline = /^(1|t|true)$/i.test(options.buildArguments.BUILDKIT_INLINE_CACHE ?? '');
  const query: BuildQuery = {
    version: '2',
    t: names,
    dockerfile: inputs.dockerfileName,
    remote: inputs.remote,
    sharedkey: inputs.sharedKey,
    target: flags.target,
    platform: platforms[0],
    networkmode: flags.network === 'default' ? '' : flags.network,
    call: call && (knownCalls.has(call.name) ? call.name : 'targets'),
    buildargs: options.buildArguments,
    labels: options.labels,
    contexts: named,
    cachefrom: flags['cache-from'],
    cacheto: isInline ? [...flags['cache-to'], 'type=inline'] : flags['cache-to'],
    nocachefilter: flags['no-cache-filter'],
    allow: flags.network === 'host' ? [...entitlements, 'network.host'] : entitlements,
    outputs: outputs.map(({ type, attributes }) => ({ type, attrs: attributes })),
    ulimits: flags.ulimit.map(parseUlimit),
    extrahosts: hosts,
    nocache: flags['no-cache'],
    pull: flags.pull,
    shmsize: flags['shm-size'],
    cgroupparent: flags['cgroup-parent'],
  };
  const isPushed = outputs.some(({ type, attributes }) => type === 'image' && attributes.push === 'true');
  return { query, entries: archiveEntries(docker, inputs, { secrets, directories }), outputs, pushed: isPushed && !call ? names : [] };
}

/** The names that the image gets: those of `--tag`, else those in an output. */
function checkTags(tags: readonly string[], outputs: readonly Output[]): string[] {
  for (const tag of tags) {
    try {
      splitReference(tag);
    } catch (error) {
      throw new CliError(`invalid tag ${JSON.stringify(tag)}: ${messageOf(error).replace(/^invalid reference format: repository name \(.*\) must/, 'repository name must')}`);
    }
  }
  if (tags.length > 0) return [...tags];
  const names = outputs.flatMap(({ attributes }) => (attributes.name ? attributes.name.split(',') : []));
  const needsName = outputs.some(({ type, attributes }) => type === 'image' && attributes.push === 'true' && !attributes.name);
  if (needsName) throw new CliError('tag is needed when pushing to registry');
  return names;
}

function checkExporters(outputs: readonly Output[]): void {
  for (const { type, destination, attributes } of outputs) {
    if (type === 'oci') throw notSupported('OCI exporter', 'build-exporters');
    if (type === 'docker' && destination !== '') throw notSupported('Docker exporter', 'build-exporters');
    if (type === 'image' && attributes.push === 'true' && attributes['push-by-digest'] === 'true') {
      throw new CliError('push-by-digest is currently not implemented for docker driver, please create a new builder instance');
    }
    if (!['local', 'tar', 'docker', 'image', 'cacheonly'].includes(type)) throw new CliError(`failed to solve: exporter ${JSON.stringify(type)} could not be found`);
  }
}

function namedContexts(docker: DockerCli, contexts: ReadonlyMap<string, string>): { directories: Map<string, string>; named: Record<string, string> } {
  const directories = new Map<string, string>();
  const named: Record<string, string> = {};
  for (const [name, value] of contexts) {
    if (foreignContext.test(value)) named[name] = value;
    else if (!docker.process.files.exists(value)) throw new CliError(`failed to get build context ${name}: stat ${value}: no such file or directory`);
    else if (!isDirectory(docker.process.files, value)) throw new CliError(`failed to get build context ${name}: ${value}: not a directory`);
    else directories.set(name, docker.process.files.realPath(value));
  }
  return { directories, named };
}

/** The host's address on the default network, which `host-gateway` stands for. */
async function gatewayAddress(docker: DockerCli): Promise<string> {
  const network = await docker.client.request<NetworkInspect>('GET', '/networks/bridge');
  return network.IPAM.Config?.[0]?.Gateway ?? '';
}
