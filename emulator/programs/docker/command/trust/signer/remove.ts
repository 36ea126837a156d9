import { atLeast, command } from '../../../cli/command';
import { bool } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker trust signer remove` */
export const trustSignerRemove = command({
  usage: '[OPTIONS] NAME REPOSITORY [REPOSITORY...]',
  flags: {
    force: bool('f', 'Do not prompt for confirmation before removing the most recent signer'),
  },
  arguments: atLeast(2),
  run: notHere,
});
