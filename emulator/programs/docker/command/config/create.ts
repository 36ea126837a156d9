import { command, exactly } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker config create` */
export const configCreate = command({
  usage: '[OPTIONS] CONFIG file|-',
  flags: {
    label: list('l', 'Config labels'),
    'template-driver': text('', 'Template driver'),
  },
  arguments: exactly(2),
  run: swarmOnly,
});
