import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { notHere } from '../../cli/not-here';

/** `docker volume inspect` */
export const volumeInspect = command({
  usage: '[OPTIONS] VOLUME [VOLUME...]',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: atLeast(1),
  run: notHere,
});
