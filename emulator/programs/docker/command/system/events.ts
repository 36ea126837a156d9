import { systemEvents as readEvents } from '../../../../api/client/system';
import { eventFormat, eventLine } from '../../formatter/event';
import { timeParameter } from '../../units/time-parameter';
import { command, noArguments } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { filter, text } from '../../cli/flag/kinds';

/** `docker system events` */
export const systemEvents = command({
  usage: '[OPTIONS]',
  aliases: 'docker system events, docker events',
  flags: {
    filter: filter('f', 'Filter output based on conditions provided'),
    format: inspectFormat(''),
    since: text('', 'Show all events created since timestamp'),
    until: text('', 'Stream events until this timestamp'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    const show = flags.format === '' ? eventLine : eventFormat(flags.format);
    const since = timeParameter(flags.since, docker.now());
    const until = timeParameter(flags.until, docker.now());
    const events = await readEvents(docker.client, { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }), filters: flags.filter });
    for await (const event of events) await docker.print(show(event));
  },
});
