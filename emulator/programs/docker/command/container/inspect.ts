import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container inspect` */
export const containerInspect = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  flags: {
    format: inspectFormat('f'),
    size: bool('s', 'Display total file sizes'),
  },
  arguments: atLeast(1),
  run: notHere,
});
