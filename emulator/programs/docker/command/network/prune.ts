import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker network prune` */
export const networkPrune = command({
  usage: '[OPTIONS]',
  flags: {
    filter: filter('', 'Provide filter values (e.g. "until=<timestamp>")'),
    force: bool('f', 'Do not prompt for confirmation'),
  },
  arguments: noArguments,
  run: notHere,
});
