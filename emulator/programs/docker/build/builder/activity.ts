import { isSystemError } from '../../../../kernel/errno';
import type { DockerCli } from '../../cli/docker-cli';

const pathOf = (docker: DockerCli, name: string) => `${docker.choice.configDirectory}/buildx/activity/${name}`;

/** When a builder last built, RFC 3339; empty when it never did. */
export function readActivity(docker: DockerCli, name: string): string {
  const path = pathOf(docker, name);
  return docker.process.files.exists(path) ? docker.process.files.readText(path).trim() : '';
}

/** Notes that a builder builds now. Where the settings cannot be written it is not noted. */
export function noteActivity(docker: DockerCli, name: string): void {
  const { files } = docker.process;
  try {
    files.makeDirectory(`${docker.choice.configDirectory}/buildx/activity`, { parents: true, mode: 0o700 });
    files.writeFile(pathOf(docker, name), `${new Date(docker.now()).toISOString().slice(0, 19)}Z`, { mode: 0o600 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
