import { classicFlags } from '../../build/classic/classic-flags';
import { runClassicBuild } from '../../build/classic/run-classic';
import { command, exactly } from '../../cli/command';

/** `docker image build` with the classic builder. */
export const imageBuild = command({
  usage: '[OPTIONS] PATH | URL | -',
  aliases: 'docker image build, docker build, docker builder build',
  flags: classicFlags,
  arguments: exactly(1),
  run: ({ docker, flags, args }) => runClassicBuild(docker, flags, args[0] ?? ''),
});
