import { command, exactlyNone } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx version` */
export const buildxVersion = command({
  usage: '',
  flags: {
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: exactlyNone,
  run: notHere,
});
