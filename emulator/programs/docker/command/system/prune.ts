import { command, noArguments } from '../../cli/command';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker system prune` */
export const systemPrune = command({
  usage: '[OPTIONS]',
  flags: {
    all: bool('a', 'Remove all unused images not just dangling ones'),
    filter: filter('', 'Provide filter values (e.g. "label=<key>=<value>")'),
    force: bool('f', 'Do not prompt for confirmation'),
    volumes: bool('', 'Prune anonymous volumes'),
  },
  arguments: noArguments,
  run: notHere,
});
