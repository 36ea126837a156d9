import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin disable` */
export const pluginDisable = command({
  usage: '[OPTIONS] PLUGIN',
  flags: {
    force: bool('f', 'Force the disable of an active plugin'),
  },
  arguments: exactly(1),
  run: notHere,
});
