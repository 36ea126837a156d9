import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container logs` */
export const containerLogs = command({
  usage: '[OPTIONS] CONTAINER',
  aliases: 'docker container logs, docker logs',
  flags: {
    details: bool('', 'Show extra details provided to logs'),
    follow: bool('f', 'Follow log output'),
    since: text('', 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'),
    tail: text('n', 'Number of lines to show from the end of the logs', { initial: 'all' }),
    timestamps: bool('t', 'Show timestamps'),
    until: text('', 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'),
  },
  arguments: exactly(1),
  run: notHere,
});
