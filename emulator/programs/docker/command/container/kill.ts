import { actOnContainer } from '../../../../api/client/containers';
import { forEachArgument } from '../../cli/each';
import { atLeast, command } from '../../cli/command';
import { text } from '../../cli/flag/kinds';

/** `docker container kill` */
export const containerKill = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container kill, docker kill',
  flags: {
    signal: text('s', 'Signal to send to the container'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await forEachArgument(docker, args, (name) => actOnContainer(docker.client, name, 'kill', { signal: flags.signal || undefined }));
  },
});
