import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker context ls` */
export const contextLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker context ls, docker context list',
  flags: {
    format: tableFormat(''),
    quiet: bool('q', 'Only show context names'),
  },
  arguments: noArguments,
  run: notHere,
});
