import { command, exactly } from '../../../cli/command';
import { bool, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx imagetools inspect` */
export const buildxImagetoolsInspect = command({
  usage: '[OPTIONS] NAME',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    format: text('', 'Format the output using the given Go template'),
    raw: bool('', 'Show original, unformatted JSON manifest'),
  },
  arguments: exactly(1),
  run: notHere,
});
