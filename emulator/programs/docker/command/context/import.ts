import { command, exactly } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker context import` */
export const contextImport = command({
  usage: 'CONTEXT FILE|-',
  flags: {},
  arguments: exactly(2),
  run: notHere,
});
