import { readArchive, statPath } from '../../../api/client/containers';
import { isSystemError } from '../../../kernel/errno';
import { readTarStream } from '../../../vfs/tar/tar-reader';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { UnpackKindError, unpackTree } from '../../../vfs/tar/unpack-tree';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { isDirectoryMode, isLinkMode } from './file-mode';
import { meansContent, planCopy, renamed, splitPath, type CopyTarget } from './plan';

/** How `docker cp` copies. */
export interface CopyOptions {
  readonly container: string;
  readonly followLink: boolean;
  readonly owners: boolean;
}

/** What stands at a local path. */
export function localTarget(docker: DockerCli, path: string): CopyTarget {
  const { files } = docker.process;
  try {
    return { path, exists: true, isDirectory: files.stat(path).kind === 'directory' };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { path, exists: false, isDirectory: false };
  }
}

/** `docker cp CONTAINER:SOURCE TARGET`: returns the bytes of the archive. `-` as target writes the archive to standard output. */
export async function copyFromContainer(docker: DockerCli, source: string, target: string, options: CopyOptions): Promise<number> {
  const { client, process } = docker;
  let path = source;
  if (options.followLink) {
    const stat = await statPath(client, options.container, path);
    if (isLinkMode(stat.mode)) path = stat.linkTarget;
  }
  if (target === '-') {
    for await (const piece of (await readArchive(client, options.container, path)).tar) await docker.print(piece);
    return 0;
  }
  const parent = splitPath(target).directory;
  const absolute = process.files.realPath(process.cwd);
  if (!process.files.exists(parent)) throw new CliError(`invalid output path: directory "${parent.startsWith('/') ? parent : `${absolute}/${parent}`}" does not exist`);
  const { stat, tar } = await readArchive(client, options.container, path);
  const archiveName = meansContent(path) ? '.' : splitPath(path).name;
  const plan = planCopy({ path: source, isDirectory: isDirectoryMode(stat.mode), archiveName }, localTarget(docker, target));
  const entries: TarEntry[] = [];
  let size = 0;
  async function* counted() {
    for await (const piece of tar) {
      size += piece.length;
      yield piece;
    }
  }
  for await (const entry of readTarStream(counted())) entries.push({ ...entry, name: renamed(entry.name, plan.rename) });
  try {
    unpackTree(entries, process.files, plan.directory, { owners: false, keepKinds: true });
  } catch (error) {
    if (error instanceof UnpackKindError) throw new CliError(error.message);
    throw error;
  }
  return size;
}
