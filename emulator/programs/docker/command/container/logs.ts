import { containerLogs as readLogs, inspectContainer } from '../../../../api/client/containers';
import { printStreams } from '../../cli/streams';
import { timeParameter } from '../../units/time-parameter';
import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

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
  async run({ docker, flags, args }) {
    const [name = ''] = args;
    const { Config: config, Id: id } = await inspectContainer(docker.client, name);
    const body = await readLogs(docker.client, id, {
      stdout: true,
      stderr: true,
      follow: flags.follow || undefined,
      timestamps: flags.timestamps || undefined,
      details: flags.details || undefined,
      since: timeParameter(flags.since, docker.now(), 'since'),
      until: timeParameter(flags.until, docker.now(), 'until'),
      tail: flags.tail,
    });
    await printStreams(docker, body, config.Tty);
  },
});
