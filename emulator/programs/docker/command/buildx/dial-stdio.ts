import { command, noArguments } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx dial-stdio` */
export const buildxDialStdio = command({
  usage: '',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    platform: text('', 'Target platform: this is used for node selection'),
    progress: text('', 'Set type of progress output ("auto", "plain", "rawjson", "tty"). Use plain to show container output', { initial: 'none' }),
  },
  arguments: noArguments,
  run: notHere,
});
