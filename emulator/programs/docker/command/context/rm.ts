import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker context rm` */
export const contextRm = command({
  usage: 'CONTEXT [CONTEXT...]',
  aliases: 'docker context rm, docker context remove',
  flags: {
    force: bool('f', 'Force the removal of a context in use'),
  },
  arguments: atLeast(1),
  run: notHere,
});
