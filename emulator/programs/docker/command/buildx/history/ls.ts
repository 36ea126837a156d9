import { command, noArguments } from '../../../cli/command';
import { bool, list, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx history ls` */
export const buildxHistoryLs = command({
  usage: '[OPTIONS]',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    filter: list('', 'Provide filter values (e.g., "status=error")', { type: 'stringArray' }),
    format: text('', 'Format the output', { initial: 'table' }),
    local: bool('', 'List records for current repository only'),
    'no-trunc': bool('', "Don't truncate output"),
  },
  arguments: noArguments,
  run: notHere,
});
