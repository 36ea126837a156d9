import { actOnContainer } from '../../../../api/client/containers';
import { forEachArgument } from '../../cli/each';
import { atLeast, command } from '../../cli/command';
import { integer, text } from '../../cli/flag/kinds';

/** `docker container stop` */
export const containerStop = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container stop, docker stop',
  flags: {
    signal: text('s', 'Signal to send to the container'),
    timeout: integer('t', 'Seconds to wait before killing the container'),
    time: integer('', 'Seconds to wait before killing the container', { deprecated: 'use --timeout instead' }),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args, changed }) {
    const timeout = changed.has('timeout') || changed.has('time') ? String(flags.timeout) : undefined;
    await forEachArgument(docker, args, (name) => actOnContainer(docker.client, name, 'stop', { t: timeout, signal: flags.signal || undefined }));
  },
});
