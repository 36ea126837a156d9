import { command, exactly } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm join` */
export const swarmJoin = command({
  usage: '[OPTIONS] HOST:PORT',
  flags: {
    'advertise-addr': text('', 'Advertised address (format: "<ip|interface>[:port]")'),
    availability: text('', 'Availability of the node ("active", "pause", "drain")', { initial: 'active' }),
    'data-path-addr': text('', 'Address or interface to use for data path traffic (format: "<ip|interface>")'),
    'listen-addr': list('', 'Listen address (format: "<ip|interface>[:port]") (default 0.0.0.0:2377)', { type: 'node-addr' }),
    token: text('', 'Token for entry into the swarm'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
