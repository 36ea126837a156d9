import { command, exactly } from '../../cli/command';
import { integer } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin enable` */
export const pluginEnable = command({
  usage: '[OPTIONS] PLUGIN',
  flags: {
    timeout: integer('', 'HTTP client timeout (in seconds)', { initial: 30 }),
  },
  arguments: exactly(1),
  run: notHere,
});
