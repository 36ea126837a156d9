import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker system df` */
export const systemDf = command({
  usage: '[OPTIONS]',
  flags: {
    format: tableFormat(''),
    verbose: bool('v', 'Show detailed information on space usage'),
  },
  arguments: noArguments,
  run: notHere,
});
