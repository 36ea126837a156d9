import { waitContainer } from '../../../../api/client/containers';
import { forEachArgument } from '../../cli/each';
import { atLeast, command } from '../../cli/command';

/** `docker container wait` */
export const containerWait = command({
  usage: 'CONTAINER [CONTAINER...]',
  aliases: 'docker container wait, docker wait',
  flags: {},
  arguments: atLeast(1),
  async run({ docker, args }) {
    await forEachArgument(docker, args, async (name) => {
      const { exit } = await waitContainer(docker.client, name, 'not-running');
      return String((await exit).StatusCode);
    });
  },
});
