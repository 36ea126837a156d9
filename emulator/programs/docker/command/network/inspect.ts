import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker network inspect` */
export const networkInspect = command({
  usage: '[OPTIONS] NETWORK [NETWORK...]',
  flags: {
    format: inspectFormat('f'),
    verbose: bool('v', 'Verbose output for diagnostics'),
  },
  arguments: atLeast(1),
  run: notHere,
});
