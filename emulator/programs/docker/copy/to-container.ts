import { statPath, writeArchive } from '../../../api/client/containers';
import { isNotFound } from '../../../api/client/error';
import { isSystemError } from '../../../kernel/errno';
import type { HttpBody } from '../../../net/http/types';
import { packPath } from '../../../vfs/tar/pack-tree';
import { streamTarBytes, tarSize, writeTar } from '../../../vfs/tar/tar-writer';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { readStream } from '../cli/read-stream';
import { isDirectoryMode, isLinkMode } from './file-mode';
import type { CopyOptions } from './from-container';
import { meansContent, planCopy, renamed, splitPath, type CopyTarget } from './plan';

/** What stands at a path in a container; links are followed. A container that is not there fails. */
async function containerTarget(docker: DockerCli, container: string, path: string): Promise<CopyTarget> {
  try {
    let stat = await statPath(docker.client, container, path);
    let at = path;
    if (isLinkMode(stat.mode)) {
      at = stat.linkTarget;
      stat = await statPath(docker.client, container, at);
    }
    return { path: at, exists: true, isDirectory: isDirectoryMode(stat.mode) };
  } catch (error) {
    if (!isNotFound(error) || (error as Error).message.includes('No such container')) throw error;
    return { path, exists: false, isDirectory: false };
  }
}

/** `docker cp SOURCE CONTAINER:TARGET`: returns the bytes of the archive. `-` as source is an archive on standard input. */
export async function copyToContainer(docker: DockerCli, source: string, target: string, options: CopyOptions): Promise<number> {
  const { client, process } = docker;
  const { files } = process;
  const to = await containerTarget(docker, options.container, target);
  if (source === '-') {
    if (!to.exists || !to.isDirectory) throw new CliError(`destination "${options.container}:${target}" must be a directory`);
    await writeArchive(client, options.container, to.path, await readStream(docker, ''), options.owners);
    return 0;
  }
  const absolute = source.startsWith('/') ? source : `${files.realPath(process.cwd)}/${source.replace(/^\.\/(?=.)/, '')}`;
  let isDirectory: boolean;
  let path = absolute;
  try {
    if (options.followLink) path = files.realPath(absolute) + (meansContent(absolute) ? '/.' : '');
    isDirectory = (meansContent(path) ? files.stat(path) : files.lstat(path.replace(/(.)\/+$/, '$1'))).kind === 'directory';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(`lstat ${absolute}: ${error.message.toLowerCase()}`);
  }
  const archiveName = meansContent(path) ? '.' : splitPath(path).name;
  const plan = planCopy({ path: source, isDirectory, archiveName }, to);
  const entries = [...packPath(files, meansContent(path) ? path.slice(0, -2) || '/' : path.replace(/(.)\/+$/, '$1'), { rootName: archiveName })].map((entry) => ({ ...entry, name: renamed(entry.name, plan.rename) }));
  const tar: HttpBody = streamTarBytes(writeTar(entries));
  await writeArchive(client, options.container, plan.directory, tar, options.owners);
  return tarSize(entries);
}
