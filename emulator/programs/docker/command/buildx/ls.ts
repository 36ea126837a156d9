import { command, exactlyNone } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx ls` */
export const buildxLs = command({
  usage: '',
  flags: {
    debug: bool('D', 'Enable debug logging'),
    format: text('', 'Format the output', { initial: 'table' }),
    'no-trunc': bool('', "Don't truncate output"),
  },
  arguments: exactlyNone,
  run: notHere,
});
