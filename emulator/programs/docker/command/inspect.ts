import { atLeast, command } from '../cli/command';
import { inspectFormat } from '../cli/flag/format';
import { bool, text } from '../cli/flag/kinds';
import { notHere } from '../cli/not-here';

/** `docker inspect` */
export const inspect = command({
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  flags: {
    format: inspectFormat('f'),
    size: bool('s', 'Display total file sizes if the type is container'),
    type: text('', 'Only inspect objects of the given type'),
  },
  arguments: atLeast(1),
  run: notHere,
});
