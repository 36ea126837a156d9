import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker trust sign` */
export const trustSign = command({
  usage: 'IMAGE:TAG',
  flags: {
    local: bool('', 'Sign a locally tagged image'),
  },
  arguments: exactly(1),
  run: notHere,
});
