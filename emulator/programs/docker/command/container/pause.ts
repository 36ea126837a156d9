import { actOnContainer } from '../../../../api/client/containers';
import { forEachArgument } from '../../cli/each';
import { atLeast, command } from '../../cli/command';

/** `docker container pause` */
export const containerPause = command({
  usage: 'CONTAINER [CONTAINER...]',
  aliases: 'docker container pause, docker pause',
  flags: {},
  arguments: atLeast(1),
  async run({ docker, args }) {
    await forEachArgument(docker, args, (name) => actOnContainer(docker.client, name, 'pause', {}));
  },
});
