import { buildFlags } from '../../build/option/build-flags';
import { runBuild } from '../../build/run-build';
import { command, exactly } from '../../cli/command';

/** `docker buildx build` */
export const buildxBuild = command({
  usage: '[OPTIONS] PATH | URL | -',
  aliases: 'docker build, docker builder build, docker image build, docker buildx b',
  flags: buildFlags,
  arguments: exactly(1),
  run: ({ docker, flags, args }) => runBuild(docker, flags, args[0] ?? ''),
});
