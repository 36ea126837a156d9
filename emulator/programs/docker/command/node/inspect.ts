import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker node inspect` */
export const nodeInspect = command({
  usage: '[OPTIONS] self|NODE [NODE...]',
  flags: {
    format: inspectFormat('f'),
    pretty: bool('', 'Print the information in a human friendly format'),
  },
  arguments: atLeast(1),
  run: swarmOnly,
});
