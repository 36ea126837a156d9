import { CliError } from '../../../cli/error';
import { anyArguments, command } from '../../../cli/command';
import { bool, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx history rm` */
export const buildxHistoryRm = command({
  usage: '[OPTIONS] [REF...]',
  flags: {
    all: bool('', 'Remove all build records'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: anyArguments,
  run(invocation) {
    const { flags, args } = invocation;
    if (args.length === 0 && !flags.all) throw new CliError('rm requires at least one argument');
    return notHere(invocation);
  },
});
