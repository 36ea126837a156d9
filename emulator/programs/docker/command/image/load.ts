import { command, noArguments } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker image load` */
export const imageLoad = command({
  usage: '[OPTIONS]',
  aliases: 'docker image load, docker load',
  flags: {
    input: text('i', 'Read from tar archive file, instead of STDIN'),
    platform: text('', 'Load only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")'),
    quiet: bool('q', 'Suppress the load output'),
  },
  arguments: noArguments,
  run: notHere,
});
