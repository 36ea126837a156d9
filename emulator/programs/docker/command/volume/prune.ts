import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker volume prune` */
export const volumePrune = command({
  usage: '[OPTIONS]',
  flags: {
    all: bool('a', 'Remove all unused volumes, not just anonymous ones'),
    filter: filter('', 'Provide filter values (e.g. "label=<label>")'),
    force: bool('f', 'Do not prompt for confirmation'),
  },
  arguments: noArguments,
  run: notHere,
});
