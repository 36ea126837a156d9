import type { Command } from '../cli/command';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { withDefaultBuilder } from './builder';

/** `docker build` and `docker image build`: BuildKit's, or the classic builder's with `DOCKER_BUILDKIT=0`. */
export async function loadBuild(docker: DockerCli): Promise<Command> {
  const wish = docker.environment('DOCKER_BUILDKIT');
  if (wish !== '' && !/^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(wish)) {
    throw new CliError(`DOCKER_BUILDKIT environment variable expects boolean value: strconv.ParseBool: parsing ${JSON.stringify(wish)}: invalid syntax`);
  }
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(wish)) {
    await docker.error((await import('../build/classic/run-classic')).deprecationNotice);
    return (await import('./image/build')).imageBuild;
  }
  return withDefaultBuilder((await import('./buildx/build')).buildxBuild, 'docker buildx build', 'Start a build');
}
