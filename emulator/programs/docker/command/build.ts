import type { Command } from '../cli/command';
import type { DockerCli } from '../cli/docker-cli';
import { withDefaultBuilder } from './builder';

/** `docker build` and `docker image build`: BuildKit's, or the classic builder's with `DOCKER_BUILDKIT=0`. */
export async function loadBuild(docker: DockerCli): Promise<Command> {
  const wish = docker.environment('DOCKER_BUILDKIT');
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(wish)) return (await import('./image/build')).imageBuild;
  return withDefaultBuilder((await import('./buildx/build')).buildxBuild, 'docker buildx build', 'Start a build');
}
