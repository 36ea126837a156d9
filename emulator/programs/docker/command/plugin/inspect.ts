import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { notHere } from '../../cli/not-here';

/** `docker plugin inspect` */
export const pluginInspect = command({
  usage: '[OPTIONS] PLUGIN [PLUGIN...]',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: atLeast(1),
  run: notHere,
});
