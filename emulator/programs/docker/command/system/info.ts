import { command, noArguments } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { notHere } from '../../cli/not-here';

/** `docker system info` */
export const systemInfo = command({
  usage: '[OPTIONS]',
  aliases: 'docker system info, docker info',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: noArguments,
  run: notHere,
});
