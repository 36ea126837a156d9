import { command, exactly } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker context use` */
export const contextUse = command({
  usage: 'CONTEXT',
  flags: {},
  arguments: exactly(1),
  run: notHere,
});
