import { command, noArguments } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { filter, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

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
  run: notHere,
});
