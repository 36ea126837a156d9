import { decode, encode } from '../../../../kernel/bytes';
import type { FileCalls } from '../../../../vfs/types';
import type { TarEntry } from '../../../../vfs/tar/tar-entry';
import { CliError } from '../../cli/error';
import type { DockerCli } from '../../cli/docker-cli';
import { isArchive, readArchive, readInput } from './archive';
import { parseIgnoreFile, type IgnorePattern } from './ignore-pattern';
import { packContext } from './pack-context';

/** What a build is made of, gathered but not yet sent. */
export interface BuildInputs {
  /** The members of the context. */
  readonly entries: Iterable<TarEntry>;
  /** The Dockerfile, or undefined when it is in the context or is missing (the builder tells which). */
  readonly dockerfile: Uint8Array | undefined;
  /** What it is called. */
  readonly dockerfileName: string;
  /** The ignore file that was applied. */
  readonly ignoreFile: Uint8Array | undefined;
  /** A repository or an address in place of a context, or empty. */
  readonly remote: string;
  /** Names the directory of the context on this host, or empty. */
  readonly sharedKey: string;
}

/** The forms of context that are fetched by the builder. */
const remoteForms = /^(https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/;

const emptyInputs = { entries: [], dockerfile: undefined, ignoreFile: undefined, remote: '', sharedKey: '' } as const;

/** Whether a path on the command line is a directory. */
export function isDirectory(files: FileCalls, path: string): boolean {
  return files.exists(path) && files.stat(path).kind === 'directory';
}

/**
 * Gathers context and Dockerfile as the command line names them: a directory, `-` for an archive or a Dockerfile on standard input, an address.
 * `file` is `--file`, empty for the usual place. Throws a {@link CliError} with buildx's words.
 */
export async function gatherInputs(docker: DockerCli, context: string, file: string): Promise<BuildInputs> {
  const { process } = docker;
  if (context === '') throw new CliError('please specify build context (e.g. "." for the current directory)');
  if (context === '-') {
    if (file === '-') throw new CliError("invalid argument: can't use stdin for both build context and dockerfile");
    const input = await readInput(process);
    if (isArchive(input)) return { ...emptyInputs, entries: await readArchive(process, input), dockerfileName: file || 'Dockerfile' };
    if (input.length === 0) throw new CliError('failed to solve: failed to read dockerfile: no local sources enabled');
    if (file !== '') throw new CliError('ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles');
    return { ...emptyInputs, dockerfile: input, dockerfileName: 'Dockerfile' };
  }
  if (isDirectory(process.files, context)) return gatherDirectory(docker, context, file);
  if (remoteForms.test(context)) return { ...emptyInputs, dockerfileName: file || 'Dockerfile', remote: context };
  throw new CliError(`unable to prepare context: path ${JSON.stringify(context)} not found`);
}

async function gatherDirectory(docker: DockerCli, context: string, file: string): Promise<BuildInputs> {
  const { files } = docker.process;
  const directory = files.realPath(context);
  const slash = file.lastIndexOf('/');
  const dockerfileDirectory = file === '' || file === '-' ? context : slash < 0 ? '.' : file.slice(0, slash) || '/';
  if (!files.exists(dockerfileDirectory)) throw new CliError(`resolve : lstat ${dockerfileDirectory}: no such file or directory`);
  let dockerfileName = file === '' || file === '-' ? 'Dockerfile' : file.slice(slash + 1);
  const has = (name: string) => files.exists(`${dockerfileDirectory}/${name}`);
  if (dockerfileName === 'Dockerfile' && file !== '-' && !has('Dockerfile') && has('dockerfile')) dockerfileName = 'dockerfile';
  const path = `${dockerfileDirectory}/${dockerfileName}`;
  const dockerfile = file === '-' ? await readInput(docker.process) : files.exists(path) ? files.readFile(path) : undefined;
  const ignoreFile = [`${path}.dockerignore`, `${directory}/.dockerignore`].find((candidate) => files.exists(candidate));
  const ignored = ignoreFile === undefined ? undefined : files.readFile(ignoreFile);
  return {
    // Without a Dockerfile nothing is built. An empty context keeps the builder from finding one of that name elsewhere.
    entries: dockerfile === undefined ? [] : packContext(files, directory, patternsOf(ignored)),
    dockerfile,
    dockerfileName,
    ignoreFile: ignored,
    remote: '',
    sharedKey: directory,
  };
}

function patternsOf(ignoreFile: Uint8Array | undefined): IgnorePattern[] {
  try {
    return parseIgnoreFile(decode(ignoreFile ?? new Uint8Array()));
  } catch (error) {
    if (error instanceof SyntaxError) throw new CliError(`failed to solve: error parsing exclude patterns: ${error.message}`);
    throw error;
  }
}

/** The directory in the archive with what is not of the context. The builder's side of this is `reservedDirectory` of the build routes. */
const reserved = '.drydock-build';

/** What goes with the context: secrets by id, directories by the name of the context they are. */
export interface Extras {
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  readonly directories: ReadonlyMap<string, string>;
}

/** The members of the archive that is sent to the builder. */
export function* archiveEntries(docker: DockerCli, inputs: BuildInputs, extras: Extras): Generator<TarEntry> {
  const { files } = docker.process;
  const file = (name: string, content: Uint8Array): TarEntry => ({ name: `${reserved}/${name}`, kind: 'file', mode: 0o600, uid: 0, gid: 0, modified: docker.now(), content });
  if (inputs.dockerfile) yield file('dockerfile', inputs.dockerfile);
  if (inputs.ignoreFile) yield file('dockerignore', inputs.ignoreFile);
  for (const [id, content] of extras.secrets) yield file(`secrets/${id}`, content);
  for (const [name, directory] of extras.directories) {
    const ignorePath = `${directory}/.dockerignore`;
    const patterns = patternsOf(files.exists(ignorePath) ? files.readFile(ignorePath) : encode(''));
    for (const entry of packContext(files, directory, patterns)) yield { ...entry, name: `${reserved}/contexts/${name}/${entry.name}` };
  }
  yield* inputs.entries;
}
