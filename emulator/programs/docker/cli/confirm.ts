import { decode } from '../../../kernel/bytes';
import type { DockerCli } from './docker-cli';

/** Puts a question and reads a line; whether it is y or yes. */
export async function confirm(docker: DockerCli, question: string): Promise<boolean> {
  await docker.print(`${question} [y/N] `);
  let line = '';
  while (!line.includes('\n')) {
    const bytes = await docker.process.read(0, 256);
    if (bytes.length === 0) break;
    line += decode(bytes);
  }
  return /^y(es)?$/i.test(line.trim());
}
