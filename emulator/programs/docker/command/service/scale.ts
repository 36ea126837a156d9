import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker service scale` */
export const serviceScale = command({
  usage: 'SERVICE=REPLICAS [SERVICE=REPLICAS...]',
  flags: {
    detach: bool('d', 'Exit immediately instead of waiting for the service to converge'),
  },
  arguments: atLeast(1),
  run: swarmOnly,
});
