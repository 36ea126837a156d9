import { atMost, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx stop` */
export const buildxStop = command({
  usage: '[NAME]',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: atMost(1),
  run: notHere,
});
