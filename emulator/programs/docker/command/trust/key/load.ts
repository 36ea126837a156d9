import { command, exactly } from '../../../cli/command';
import { text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker trust key load` */
export const trustKeyLoad = command({
  usage: '[OPTIONS] KEYFILE',
  flags: {
    name: text('', 'Name for the loaded key', { initial: 'signer' }),
  },
  arguments: exactly(1),
  run: notHere,
});
