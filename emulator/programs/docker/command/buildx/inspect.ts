import { atMost, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx inspect` */
export const buildxInspect = command({
  usage: '[NAME]',
  flags: {
    bootstrap: bool('', 'Ensure builder has booted before inspecting'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: atMost(1),
  run: notHere,
});
