import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker service inspect` */
export const serviceInspect = command({
  usage: '[OPTIONS] SERVICE [SERVICE...]',
  flags: {
    format: inspectFormat('f'),
    pretty: bool('', 'Print the information in a human friendly format'),
  },
  arguments: atLeast(1),
  run: swarmOnly,
});
