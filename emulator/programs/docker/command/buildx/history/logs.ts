import { atMost, command } from '../../../cli/command';
import { bool, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx history logs` */
export const buildxHistoryLogs = command({
  usage: '[OPTIONS] [REF]',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    progress: text('', 'Set type of progress output (plain, rawjson, tty)', { initial: 'plain' }),
  },
  arguments: atMost(1),
  run: notHere,
});
