import { atMost, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx use` */
export const buildxUse = command({
  usage: '[OPTIONS] NAME',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    default: bool('', 'Set builder as default for current context'),
    global: bool('', 'Builder persists context changes'),
  },
  arguments: atMost(1),
  run: notHere,
});
