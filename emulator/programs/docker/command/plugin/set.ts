import { atLeast, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker plugin set` */
export const pluginSet = command({
  usage: 'PLUGIN KEY=VALUE [KEY=VALUE...]',
  flags: {},
  arguments: atLeast(2),
  run: notHere,
});
