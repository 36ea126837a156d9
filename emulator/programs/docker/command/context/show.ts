import { command, noArguments } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker context show` */
export const contextShow = command({
  usage: '',
  flags: {},
  arguments: noArguments,
  run: notHere,
});
