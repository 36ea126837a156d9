import { between, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker context export` */
export const contextExport = command({
  usage: '[OPTIONS] CONTEXT [FILE|-]',
  flags: {},
  arguments: between(1, 2),
  run: notHere,
});
