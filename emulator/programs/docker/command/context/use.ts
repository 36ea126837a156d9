import { command, exactlyPlain } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker context use` */
export const contextUse = command({
  usage: 'CONTEXT',
  flags: {},
  arguments: exactlyPlain(1),
  run: notHere,
});
