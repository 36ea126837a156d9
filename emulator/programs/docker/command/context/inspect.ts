import { anyArguments, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { notHere } from '../../cli/not-here';

/** `docker context inspect` */
export const contextInspect = command({
  usage: '[OPTIONS] [CONTEXT] [CONTEXT...]',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: anyArguments,
  run: notHere,
});
