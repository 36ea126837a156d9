import { isNotFound } from '../../../../api/client/error';
import { CliError, messageOf } from '../../cli/error';
import { removeContainer } from '../../../../api/client/containers';
import { forEachArgument } from '../../cli/each';
import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';

/** `docker container rm` */
export const containerRm = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container rm, docker container remove, docker rm',
  flags: {
    force: bool('f', 'Force the removal of a running container (uses SIGKILL)'),
    link: bool('l', 'Remove the specified link'),
    volumes: bool('v', 'Remove anonymous volumes associated with the container'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await forEachArgument(docker, args, async (name) => {
      const plain = name.replace(/^\/+|\/+$/g, '');
      if (plain === '') throw new CliError('container name cannot be empty');
      try {
        await removeContainer(docker.client, plain, { force: flags.force, volumes: flags.volumes, link: flags.link });
      } catch (error) {
        if (!flags.force || !isNotFound(error)) throw error;
        await docker.error(`${messageOf(error)}\n`); // with --force the wanted state is there
        return '';
      }
      return name;
    });
  },
});
