import { defaultHost, parseEndpoint } from '../../../api/client/endpoint';
import { isSystemError } from '../../../kernel/errno';
import { contextDirectory, defaultContextHost, readContext, type ContextMetadata } from './context-store';
import type { DockerCli } from './docker-cli';
import { CliError } from './error';

/** The context that is always there and is kept nowhere. */
export const defaultName = 'default';

/** The default context, made of the environment and the flags. */
export function defaultContext(docker: DockerCli): ContextMetadata {
  return { Name: defaultName, Metadata: {}, Endpoints: { docker: { Host: defaultContextHost(docker.choice), SkipTLSVerify: false } } };
}

/** A context by its name; throws a `CliError` when it is not there. */
export function findContext(docker: DockerCli, name: string): ContextMetadata {
  return name === defaultName ? defaultContext(docker) : readContext(docker.process, docker.choice.configDirectory, name);
}

/** Refuses what cannot be a new context's name. */
export function checkContextName(docker: DockerCli, name: string): void {
  if (name === '') throw new CliError('context name cannot be empty');
  if (name === defaultName) throw new CliError('"default" is a reserved context name');
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/.test(name)) throw new CliError(`context name "${name}" is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"`);
  if (docker.process.files.exists(contextDirectory(docker.choice.configDirectory, name))) throw new CliError(`context "${name}" already exists`);
}

/** Keeps a context under `~/.docker/contexts`. */
export function writeContext(docker: DockerCli, context: ContextMetadata): void {
  const directory = contextDirectory(docker.choice.configDirectory, context.Name);
  const { files } = docker.process;
  files.makeDirectory(directory, { parents: true, mode: 0o755 });
  files.writeFile(`${directory}/meta.json`, JSON.stringify(context), { mode: 0o644 });
}

/** Forgets a context. */
export function removeContext(docker: DockerCli, name: string): void {
  docker.process.files.removeTree(contextDirectory(docker.choice.configDirectory, name));
}

const known = ['host', 'ca', 'cert', 'key', 'skip-tls-verify', 'from'];

/** The endpoint that `--docker "host=tcp://…,skip-tls-verify=true"` asks for. Throws `CliError` with Docker's sentence. */
export function readEndpoint(docker: DockerCli, pairs: readonly string[]): ContextMetadata['Endpoints'] {
  const failed = (why: string) => new CliError(`unable to create docker endpoint config: ${why}`);
  const options = new Map(pairs.flatMap((text) => text.split(',')).map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as const));
  const unknown = [...options.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) throw failed(`unrecognized config key: ${unknown}`);
  const from = options.get('from');
  if (from !== undefined) {
    if (options.size > 1) throw failed('cannot use "from" together with other options');
    return findContext(docker, from).Endpoints;
  }
  const host = options.get('host') ?? defaultHost;
  if (!/^\w+:\/\//.test(host) || !parseEndpoint(host)) throw failed(`unable to apply docker endpoint options: unable to parse docker host \`${host}\``);
  for (const key of ['ca', 'cert', 'key']) {
    const path = options.get(key);
    if (path !== undefined) readFile(docker, path, failed);
  }
  return { docker: { Host: host, SkipTLSVerify: options.get('skip-tls-verify') === 'true' } };
}

function readFile(docker: DockerCli, path: string, failed: (why: string) => CliError): void {
  try {
    docker.process.files.readText(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw failed(`open ${path}: ${error.message.toLowerCase()}`);
  }
}
