import { topContainer } from '../../../../api/client/containers';
import { alignColumns } from '../../formatter/table';
import { atLeast, command } from '../../cli/command';

/** `docker container top` */
export const containerTop = command({
  usage: 'CONTAINER [ps OPTIONS]',
  aliases: 'docker container top, docker top',
  flags: {},
  arguments: atLeast(1),
  interspersed: false,
  async run({ docker, args }) {
    const { Titles, Processes } = await topContainer(docker.client, args[0] ?? '', args.slice(1));
    await docker.print(alignColumns([Titles, ...Processes].map((row) => row.join('\t')), 20));
  },
});
