import { command, noArguments } from '../../cli/command';
import { bool, duration, integer, list, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm init` */
export const swarmInit = command({
  usage: '[OPTIONS]',
  flags: {
    'advertise-addr': text('', 'Advertised address (format: "<ip|interface>[:port]")'),
    autolock: bool('', 'Enable manager autolocking (requiring an unlock key to start a stopped manager)'),
    availability: text('', 'Availability of the node ("active", "pause", "drain")', { initial: 'active' }),
    'cert-expiry': duration('', 'Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)'),
    'data-path-addr': text('', 'Address or interface to use for data path traffic (format: "<ip|interface>")'),
    'data-path-port': integer('', 'Port number to use for data path traffic (1024 - 49151). If no value is set or is set to 0, the default port (4789) is used.', { type: 'uint32' }),
    'default-addr-pool': list('', 'default address pool in CIDR format (default [])', { type: 'ipNetSlice' }),
    'default-addr-pool-mask-length': integer('', 'default address pool subnet mask length', { initial: 24, type: 'uint32' }),
    'dispatcher-heartbeat': duration('', 'Dispatcher heartbeat period (ns|us|ms|s|m|h) (default 5s)'),
    'external-ca': list('', 'Specifications of one or more certificate signing endpoints', { type: 'external-ca' }),
    'force-new-cluster': bool('', 'Force create a new cluster from current state'),
    'listen-addr': list('', 'Listen address (format: "<ip|interface>[:port]") (default 0.0.0.0:2377)', { type: 'node-addr' }),
    'max-snapshots': integer('', 'Number of additional Raft snapshots to retain', { type: 'uint' }),
    'snapshot-interval': integer('', 'Number of log entries between Raft snapshots', { initial: 10000, type: 'uint' }),
    'task-history-limit': integer('', 'Task history retention limit', { initial: 5 }),
  },
  arguments: noArguments,
  run: swarmOnly,
});
