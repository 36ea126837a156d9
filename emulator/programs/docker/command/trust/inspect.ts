import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker trust inspect` */
export const trustInspect = command({
  usage: 'IMAGE[:TAG] [IMAGE[:TAG]...]',
  flags: {
    pretty: bool('', 'Print the information in a human friendly format'),
  },
  arguments: atLeast(1),
  run: notHere,
});
