import { anyArguments, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx rm` */
export const buildxRm = command({
  usage: '[OPTIONS] [NAME...]',
  flags: {
    'all-inactive': bool('', 'Remove all inactive builders'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    force: bool('f', 'Do not prompt for confirmation'),
    'keep-daemon': bool('', 'Keep the BuildKit daemon running'),
    'keep-state': bool('', 'Keep BuildKit state'),
  },
  arguments: anyArguments,
  run: notHere,
});
