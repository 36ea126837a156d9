import { between, command } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker secret create` */
export const secretCreate = command({
  usage: '[OPTIONS] SECRET [file|-]',
  flags: {
    driver: text('d', 'Secret driver'),
    label: list('l', 'Secret labels'),
    'template-driver': text('', 'Template driver'),
  },
  arguments: between(1, 2),
  run: swarmOnly,
});
