import { command, noArguments } from '../../cli/command';
import { currentContext } from '../../cli/context-store';

/** `docker context show` */
export const contextShow = command({
  usage: '',
  flags: {},
  arguments: noArguments,
  run: ({ docker }) => docker.print(`${currentContext(docker.process, docker.choice, docker.config)}\n`),
});
