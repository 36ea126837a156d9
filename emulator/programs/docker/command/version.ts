import { command, noArguments } from '../cli/command';
import { inspectFormat } from '../cli/flag/format';
import { notHere } from '../cli/not-here';

/** `docker version` */
export const version = command({
  usage: '[OPTIONS]',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: noArguments,
  run: notHere,
});
