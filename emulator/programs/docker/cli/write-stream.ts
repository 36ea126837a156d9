import { isSystemError } from '../../../kernel/errno';
import type { HttpBody } from '../../../net/http/types';
import type { DockerCli } from './docker-cli';
import { CliError } from './error';

/** Writes a body into a file, or (with an empty path) to standard output, which must not be a terminal. The file appears when it is whole. */
export async function writeStream(docker: DockerCli, path: string, open: () => Promise<HttpBody>): Promise<void> {
  const { process } = docker;
  if (path === '') {
    if (docker.isTerminal(1)) throw new CliError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
    for await (const piece of await open()) await docker.print(piece);
    return;
  }
  const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.';
  if (!process.files.exists(parent)) throw new CliError(`failed to save image: invalid output path: stat ${parent}: no such file or directory`);
  if (process.files.exists(path) && process.files.stat(path).kind === 'directory') throw new CliError(`failed to save image: invalid output path: "${path}" must be a regular file`);
  const body = await open();
  const temporary = `${parent}/.tmp-${path.split('/').at(-1)}${process.system.random.integer(1_000_000_000)}`;
  try {
    const descriptor = await process.open(temporary, { write: true, create: true, exclusive: true, mode: 0o600 });
    for await (const piece of body) await process.write(descriptor, piece);
    process.close(descriptor);
    process.files.rename(temporary, path);
  } catch (error) {
    if (process.files.exists(temporary)) process.files.unlink(temporary);
    if (isSystemError(error)) throw new CliError(`failed to save image: open ${temporary}: ${error.message.toLowerCase()}`);
    throw error;
  }
}
