import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin create` */
export const pluginCreate = command({
  usage: '[OPTIONS] PLUGIN PLUGIN-DATA-DIR',
  flags: {
    compress: bool('', 'Compress the context using gzip'),
  },
  arguments: exactly(2),
  run: notHere,
});
