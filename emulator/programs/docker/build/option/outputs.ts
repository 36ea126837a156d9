import { CliError } from '../../cli/error';
import type { DockerCli } from '../../cli/docker-cli';
import { isDirectory } from '../context/build-inputs';
import { splitFields, splitPair } from './fields';

/** One `--output`. */
export interface Output {
  /** `local`, `tar`, `oci`, `docker`, `image`, `cacheonly`, or what the user wrote. */
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where the result goes on this host: a path, `-` for standard output, empty when it stays with the daemon. */
  readonly destination: string;
}

/** Reads one `--output`: `type=local,dest=out`, or a directory, or `-` for a tar on standard output. */
export function parseOutput(text: string): Output {
  const fields = splitFields(text);
  if (fields.length === 1 && fields[0] === text && !text.startsWith('type=')) {
    return { type: text === '-' ? 'tar' : 'local', attributes: {}, destination: text };
  }
  let type = '';
  let destination = '';
  const attributes: Record<string, string> = {};
  for (const field of fields) {
    const { key, value } = splitPair(field);
    if (value === undefined) throw new CliError(`invalid value ${field}`);
    const name = key.trim().toLowerCase();
    if (name === 'type') type = value;
    else if (name === 'dest') destination = value;
    else attributes[name] = value;
  }
  if (type === '') throw new CliError('type is required for output');
  if (type === 'registry') return { type: 'image', attributes: { ...attributes, push: attributes.push ?? 'true' }, destination };
  return { type, attributes, destination };
}

/** Checks where outputs of this host go. Throws what buildx says. */
export function checkDestinations(docker: DockerCli, outputs: readonly Output[]): Output[] {
  const { files } = docker.process;
  return outputs.map((output) => {
    const { type, destination } = output;
    if (type === 'local') {
      if (destination === '') throw new CliError('dest is required for local exporter');
      if (files.exists(destination) && !isDirectory(files, destination)) throw new CliError(`destination directory ${destination} is a file`);
      return output;
    }
    if (type !== 'tar' && type !== 'oci' && !(type === 'docker' && destination !== '')) return output;
    if (destination === '' || destination === '-') {
      if (docker.isTerminal(1)) throw new CliError(`dest file is required for ${type} exporter. refusing to write to console`);
      return { ...output, destination: '-' };
    }
    if (isDirectory(files, destination)) throw new CliError(`destination file ${destination} is a directory`);
    return output;
  });
}

/** The sentence for what the daemon's own builder cannot do. */
export function notSupported(feature: string, page: string): CliError {
  return new CliError(
    `${feature} is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/${page}/`,
  );
}

/** All outputs, with what `--push` and `--load` add. */
export function gatherOutputs(docker: DockerCli, outputs: readonly Output[], options: { push: boolean; load: boolean }): Output[] {
  let gathered = checkDestinations(docker, outputs);
  if (options.push) {
    if (gathered.some(({ type }) => type === 'image')) {
      gathered = gathered.map((output) => (output.type === 'image' ? { ...output, attributes: { ...output.attributes, push: 'true' } } : output));
    } else gathered = [...gathered, { type: 'image', attributes: { push: 'true' }, destination: '' }];
  }
  if (options.load && !gathered.some(({ type, destination }) => type === 'docker' && destination === '')) {
    gathered = [...gathered, { type: 'docker', attributes: {}, destination: '' }];
  }
  return gathered;
}
