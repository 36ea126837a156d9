import { diffContainer } from '../../../../api/client/containers';
import { command, exactly } from '../../cli/command';

/** `docker container diff` */
export const containerDiff = command({
  usage: 'CONTAINER',
  aliases: 'docker container diff, docker diff',
  flags: {},
  arguments: exactly(1),
  async run({ docker, args }) {
    const letters = ['C', 'A', 'D'];
    const changes = await diffContainer(docker.client, args[0] ?? '');
    await docker.print(changes.map(({ Kind, Path }) => `${letters[Kind]} ${Path}\n`).join(''));
  },
});
