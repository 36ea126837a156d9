import { actOnContainer } from '../../../../api/client/containers';
import { forEachArgument } from '../../cli/each';
import { atLeast, command } from '../../cli/command';

/** `docker container unpause` */
export const containerUnpause = command({
  usage: 'CONTAINER [CONTAINER...]',
  aliases: 'docker container unpause, docker unpause',
  flags: {},
  arguments: atLeast(1),
  async run({ docker, args }) {
    await forEachArgument(docker, args, (name) => actOnContainer(docker.client, name, 'unpause', {}));
  },
});
