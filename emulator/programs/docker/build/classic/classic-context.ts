import { decode } from '../../../../kernel/bytes';
import { isSystemError } from '../../../../kernel/errno';
import type { TarEntry } from '../../../../vfs/tar/tar-entry';
import type { DockerCli } from '../../cli/docker-cli';
import { CliError } from '../../cli/error';
import { isArchive, readArchive, readInput } from '../context/archive';
import { isDirectory } from '../context/build-inputs';
import { parseIgnoreFile, type IgnorePattern } from '../context/ignore-pattern';
import { packContext } from '../context/pack-context';

/** What the classic builder is sent. */
export interface ClassicContext {
  readonly entries: Iterable<TarEntry>;
  /** Path of the Dockerfile in the context. */
  readonly dockerfile: string;
  /** An address in place of a context, or empty. */
  readonly remote: string;
}

/** Gathers the context as the classic client does: the Dockerfile is part of it. Throws with its words. */
export async function gatherClassicContext(docker: DockerCli, context: string, file: string): Promise<ClassicContext> {
  if (context === '-') return contextFromInput(docker, file);
  if (/^(git:\/\/|git@|github\.com\/)|^https?:\/\/.*\.git(#|$)/.test(context)) throw new CliError(`unable to prepare context: unable to find 'git': exec: "git": executable file not found in $PATH`);
  if (/^https?:\/\//.test(context)) return { entries: [], dockerfile: file, remote: context };
  const { files } = docker.process;
  if (!files.exists(context)) throw new CliError(`unable to prepare context: path ${JSON.stringify(context)} not found`);
  if (!isDirectory(files, context)) throw new CliError(`unable to prepare context: context must be a directory: ${absolute(docker, context)}`);
  const directory = files.realPath(context);
  if (file === '-') {
    const text = await readInput(docker.process);
    const name = `.dockerfile.${docker.process.system.random.integer(1 << 30).toString(16)}`;
    const sent: TarEntry = { name, kind: 'file', mode: 0o600, uid: 0, gid: 0, modified: docker.now(), content: text };
    return { entries: [sent, ...packContext(files, directory, ignorePatterns(docker, directory, name))], dockerfile: name, remote: '' };
  }
  const dockerfile = dockerfileInside(docker, directory, file);
  return { entries: packContext(files, directory, ignorePatterns(docker, directory, dockerfile)), dockerfile, remote: '' };
}

async function contextFromInput(docker: DockerCli, file: string): Promise<ClassicContext> {
  const input = await readInput(docker.process);
  const failed = (reason: string) => new CliError(`unable to prepare context from STDIN: ${reason}`);
  if (isArchive(input)) return { entries: await readArchive(docker.process, input), dockerfile: file, remote: '' };
  if (file === '-') throw failed("invalid argument: can't use stdin for both build context and dockerfile");
  if (file !== '') throw failed('ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles');
  return { entries: [{ name: 'Dockerfile', kind: 'file', mode: 0o600, uid: 0, gid: 0, modified: 0, content: input }], dockerfile: '', remote: '' };
}

const absolute = (docker: DockerCli, path: string) => (path.startsWith('/') ? path : `${docker.process.cwd.replace(/\/$/, '')}/${path.replace(/^(\.\/)+/, '')}`);

/** The Dockerfile's path below the context; `--file` is relative to the working directory. */
function dockerfileInside(docker: DockerCli, directory: string, file: string): string {
  const { files } = docker.process;
  let path = file === '' ? `${directory}/Dockerfile` : absolute(docker, file);
  if (file === '' && !files.exists(path) && files.exists(`${directory}/dockerfile`)) path = `${directory}/dockerfile`;
  let real: string;
  try {
    real = files.realPath(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(`unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat ${path}: ${error.message.toLowerCase()}`);
  }
  const root = directory === '/' ? '/' : `${directory}/`;
  if (!real.startsWith(root)) throw new CliError(`unable to prepare context: the Dockerfile (${path}) must be within the build context`);
  return real.slice(root.length);
}

/** The `.dockerignore` with exceptions for what the builder itself reads. */
function ignorePatterns(docker: DockerCli, directory: string, dockerfile: string): IgnorePattern[] {
  const path = `${directory}/.dockerignore`;
  if (!docker.process.files.exists(path)) return [];
  try {
    return [...parseIgnoreFile(decode(docker.process.files.readFile(path))), ...parseIgnoreFile(`!.dockerignore\n!${dockerfile}`)];
  } catch (error) {
    if (error instanceof SyntaxError) throw new CliError(`error checking context: ${error.message}`);
    throw error;
  }
}
