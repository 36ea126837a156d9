import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker trust revoke` */
export const trustRevoke = command({
  usage: '[OPTIONS] IMAGE[:TAG]',
  flags: {
    yes: bool('y', 'Do not prompt for confirmation'),
  },
  arguments: exactly(1),
  run: notHere,
});
