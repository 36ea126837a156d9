import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker service logs` */
export const serviceLogs = command({
  usage: '[OPTIONS] SERVICE|TASK',
  flags: {
    details: bool('', 'Show extra details provided to logs'),
    follow: bool('f', 'Follow log output'),
    'no-resolve': bool('', 'Do not map IDs to Names in output'),
    'no-task-ids': bool('', 'Do not include task IDs in output'),
    'no-trunc': bool('', 'Do not truncate output'),
    raw: bool('', 'Do not neatly format logs'),
    since: text('', 'Show logs since timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)'),
    tail: text('n', 'Number of lines to show from the end of the logs', { initial: 'all' }),
    timestamps: bool('t', 'Show timestamps'),
  },
  arguments: exactly(1),
  run: swarmOnly,
});
