import { createApiClient, type ApiClient } from '../../../../api/client/client';
import { parseEndpoint } from '../../../../api/client/endpoint';
import { ConnectionError } from '../../../../api/client/error';
import type { NetworkInspect } from '../../../../api/types/network';
import { storedContexts } from '../../cli/context-store';
import type { DockerCli } from '../../cli/docker-cli';
import { CliError } from '../../cli/error';
import { readActivity } from './activity';
import { collectionPolicy, type CollectionRule } from './collection-policy';

/** The BuildKit that is in the daemon. */
const buildkitVersion = 'v0.25.1';
/** What this host's processor can run. */
const platforms: readonly string[] = ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v3', 'linux/amd64/v4'];

/** A builder: here each context's daemon is one. */
export interface Builder {
  readonly name: string;
  readonly isCurrent: boolean;
  /** When it last built, RFC 3339, or empty. */
  readonly lastActivity: string;
  /** Why it cannot be used; the rest is empty then. */
  readonly error: string;
  readonly version: string;
  readonly platforms: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly policy: readonly CollectionRule[];
}

/** Names of all builders: the default one and one for each context. */
function builderNames(docker: DockerCli): string[] {
  const stored = storedContexts(docker.process, docker.choice.configDirectory).map(({ Name }) => Name);
  return ['default', ...stored.filter((name) => name !== 'default')].sort((a, b) => (a < b ? -1 : 1));
}

function clientOf(docker: DockerCli, name: string): ApiClient {
  if (name === 'default') return docker.client;
  const context = storedContexts(docker.process, docker.choice.configDirectory).find(({ Name }) => Name === name);
  const endpoint = parseEndpoint(context?.Endpoints.docker?.Host ?? '');
  if (!endpoint) throw new CliError(`unable to parse docker host of context ${JSON.stringify(name)}`);
  return createApiClient(docker.process, endpoint);
}

/** Looks a builder up; throws when there is none of that name. The empty name is the one in use. */
export async function findBuilder(docker: DockerCli, name: string): Promise<Builder> {
  const wanted = name || 'default';
  if (!builderNames(docker).includes(wanted)) throw new CliError(`no builder ${JSON.stringify(wanted)} found`);
  const known = { name: wanted, isCurrent: wanted === 'default', lastActivity: readActivity(docker, wanted) };
  try {
    const network = await clientOf(docker, wanted).request<NetworkInspect>('GET', '/networks/bridge');
    const gateway = network.IPAM.Config?.[0]?.Gateway ?? '';
    const labels = { 'org.mobyproject.buildkit.worker.moby.host-gateway-ip': gateway };
    return { ...known, error: '', version: buildkitVersion, platforms, labels, policy: collectionPolicy(docker.process.files.usage('/')) };
  } catch (error) {
    if (!(error instanceof ConnectionError) && !(error instanceof CliError)) throw error;
    return { ...known, error: error.message, version: '', platforms: [], labels: {}, policy: [] };
  }
}

/** All builders, those that cannot be used last. */
export async function listBuilders(docker: DockerCli): Promise<Builder[]> {
  const found: Builder[] = [];
  for (const name of builderNames(docker)) found.push(await findBuilder(docker, name));
  return [...found.filter(({ error }) => error === ''), ...found.filter(({ error }) => error !== '')];
}

/** Whether `name` is a context, and so a builder that cannot be removed. */
export function isContext(docker: DockerCli, name: string): boolean {
  return builderNames(docker).includes(name);
}
