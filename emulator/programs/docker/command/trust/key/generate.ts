import { command, exactly } from '../../../cli/command';
import { text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker trust key generate` */
export const trustKeyGenerate = command({
  usage: 'NAME',
  flags: {
    dir: text('', 'Directory to generate key in, defaults to current directory'),
  },
  arguments: exactly(1),
  run: notHere,
});
