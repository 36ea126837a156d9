import { command, exactly } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker image history` */
export const imageHistory = command({
  usage: '[OPTIONS] IMAGE',
  aliases: 'docker image history, docker history',
  flags: {
    format: tableFormat(''),
    human: bool('H', 'Print sizes and dates in human readable format', { initial: true }),
    'no-trunc': bool('', "Don't truncate output"),
    platform: text('', 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")'),
    quiet: bool('q', 'Only show image IDs'),
  },
  arguments: exactly(1),
  run: notHere,
});
