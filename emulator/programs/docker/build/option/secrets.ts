import { encode } from '../../../../kernel/bytes';
import { isSystemError } from '../../../../kernel/errno';
import { CliError } from '../../cli/error';
import type { DockerCli } from '../../cli/docker-cli';
import { splitFields, splitPair } from './fields';

/** One `--secret`. */
export interface Secret {
  readonly id: string;
  readonly file: string;
  readonly variable: string;
}

/** Bytes that a secret may have. */
const largestSecret = 500 * 1024;

/** Reads one `--secret` (`id=token,src=file`). */
export function parseSecret(text: string): Secret {
  let id = '';
  let file = '';
  let variable = '';
  let type = '';
  for (const field of splitFields(text)) {
    const { key, value } = splitPair(field);
    if (value === undefined) throw new CliError(`invalid field '${field}' must be a key=value pair`);
    const name = key.toLowerCase();
    if (name === 'type') {
      if (value !== 'file' && value !== 'env') throw new CliError(`unsupported secret type ${JSON.stringify(value)}`);
      type = value;
    } else if (name === 'id') id = value;
    else if (name === 'source' || name === 'src') file = value;
    else if (name === 'env') variable = value;
    else throw new CliError(`unexpected key '${name}' in '${field}'`);
  }
  return type === 'env' && variable === '' ? { id, file: '', variable: file } : { id, file, variable };
}

/** What the secrets are, by id: from a file, a variable, or whichever of both has the secret's own name. */
export function readSecrets(docker: DockerCli, secrets: readonly Secret[]): Map<string, Uint8Array> {
  const { env, files } = docker.process;
  return new Map(
    secrets.map(({ id, file, variable }) => {
      if (id === '') throw new CliError('secret missing ID');
      const name = variable || (file === '' && env.has(id) ? id : '');
      if (name !== '') return [id, encode(env.get(name) ?? '')];
      const path = file || id;
      try {
        if (files.stat(path).size > largestSecret) throw new CliError(`secret ${id} too big. max size ${largestSecret / 1024}KB`);
        return [id, files.readFile(path)];
      } catch (error) {
        if (!isSystemError(error)) throw error;
        throw new CliError(`failed to stat ${path}: stat ${path}: ${error.message.toLowerCase()}`);
      }
    }),
  );
}

/** Refuses `--ssh`: there is no agent on this host. */
export function refuseAgents(docker: DockerCli, agents: readonly string[]): void {
  for (const agent of agents) {
    const { key, value } = splitPair(agent);
    const paths = value === undefined ? [] : splitFields(value);
    const failed = `failed to convert agent config {${key} [${paths.join(' ')}] false}:`;
    const missing = paths.find((path) => !docker.process.files.exists(path));
    if (missing !== undefined) throw new CliError(`${failed} failed to convert agent config for ID: ${JSON.stringify(key)}: stat ${missing}: no such file or directory`);
    if (paths.length === 0 && docker.environment('SSH_AUTH_SOCK') === '') throw new CliError(`${failed} invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set`);
    throw new CliError(`${failed} not available on this machine (it is emulated, and SSH agents are not part of it)`);
  }
}
