import { isSystemError } from '../../../kernel/errno';
import type { HttpBody } from '../../../net/http/types';
import type { DockerCli } from './docker-cli';
import { CliError } from './error';

/** The bytes of a file, or (with an empty path) of standard input, as they come. */
export async function readStream(docker: DockerCli, path: string): Promise<HttpBody> {
  const { process } = docker;
  let descriptor = 0;
  try {
    if (path !== '') descriptor = await process.open(path, { read: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(`open ${path}: ${error.message.toLowerCase()}`);
  }
  return (async function* pieces() {
    for (let bytes = await process.read(descriptor); bytes.length > 0; bytes = await process.read(descriptor)) yield bytes;
    if (descriptor !== 0) process.close(descriptor);
  })();
}
