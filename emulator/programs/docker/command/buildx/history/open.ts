import { atMost, command } from '../../../cli/command';
import { bool, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx history open` */
export const buildxHistoryOpen = command({
  usage: '[OPTIONS] [REF]',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: atMost(1),
  run: notHere,
});
