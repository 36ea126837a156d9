import { command, noArguments } from '../../cli/command';
import { bool, filter, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx du` */
export const buildxDu = command({
  usage: '',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    filter: filter('', 'Provide filter values'),
    format: text('', 'Format the output'),
    verbose: bool('', 'Shorthand for "--format=pretty"'),
  },
  arguments: noArguments,
  run: notHere,
});
