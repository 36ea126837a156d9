import { command, noArguments } from '../../cli/command';
import { bool, bytes, filter, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx prune` */
export const buildxPrune = command({
  usage: '',
  flags: {
    all: bool('a', 'Include internal/frontend images'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    filter: filter('', 'Provide filter values'),
    force: bool('f', 'Do not prompt for confirmation'),
    'max-used-space': bytes('', 'Maximum amount of disk space allowed to keep for cache'),
    'min-free-space': bytes('', 'Target amount of free disk space after pruning'),
    'reserved-space': bytes('', 'Amount of disk space always allowed to keep for cache'),
    verbose: bool('', 'Provide a more verbose output'),
  },
  arguments: noArguments,
  run: notHere,
});
