import { command, exactly } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker node update` */
export const nodeUpdate = command({
  usage: '[OPTIONS] NODE',
  flags: {
    availability: text('', 'Availability of the node ("active", "pause", "drain")'),
    'label-add': list('', 'Add or update a node label ("key=value")'),
    'label-rm': list('', 'Remove a node label if exists'),
    role: text('', 'Role of the node ("worker", "manager")'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
