import { command, noArguments } from '../../cli/command';
import { bool, duration, integer, list } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm update` */
export const swarmUpdate = command({
  usage: '[OPTIONS]',
  flags: {
    autolock: bool('', 'Change manager autolocking setting (true|false)'),
    'cert-expiry': duration('', 'Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)'),
    'dispatcher-heartbeat': duration('', 'Dispatcher heartbeat period (ns|us|ms|s|m|h) (default 5s)'),
    'external-ca': list('', 'Specifications of one or more certificate signing endpoints', { type: 'external-ca' }),
    'max-snapshots': integer('', 'Number of additional Raft snapshots to retain', { type: 'uint' }),
    'snapshot-interval': integer('', 'Number of log entries between Raft snapshots', { initial: 10000, type: 'uint' }),
    'task-history-limit': integer('', 'Task history retention limit', { initial: 5 }),
  },
  arguments: noArguments,
  run: swarmOnly,
});
