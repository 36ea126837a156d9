import { command, exactly } from '../../../cli/command';
import { bool, list, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx history import` */
export const buildxHistoryImport = command({
  usage: '[OPTIONS] -',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    file: list('f', 'Import from a file path', { type: 'stringArray' }),
  },
  arguments: exactly(1),
  run: notHere,
});
