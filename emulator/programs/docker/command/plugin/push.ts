import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin push` */
export const pluginPush = command({
  usage: '[OPTIONS] PLUGIN[:TAG]',
  flags: {
    'disable-content-trust': bool('', 'Skip image signing', { initial: true }),
  },
  arguments: exactly(1),
  run: notHere,
});
