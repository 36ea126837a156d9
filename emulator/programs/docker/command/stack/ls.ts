import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { swarmOnly } from '../../cli/not-here';

/** `docker stack ls` */
export const stackLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker stack ls, docker stack list',
  flags: {
    format: tableFormat(''),
  },
  arguments: noArguments,
  run: swarmOnly,
});
