import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker image prune` */
export const imagePrune = command({
  usage: '[OPTIONS]',
  flags: {
    all: bool('a', 'Remove all unused images, not just dangling ones'),
    filter: filter('', 'Provide filter values (e.g. "until=<timestamp>")'),
    force: bool('f', 'Do not prompt for confirmation'),
  },
  arguments: noArguments,
  run: notHere,
});
