import { ApiError } from '../../../../api/client/error';
import { CliError } from '../../cli/error';
import { actOnContainer } from '../../../../api/client/containers';
import { command, exactly } from '../../cli/command';

/** `docker container rename` */
export const containerRename = command({
  usage: 'CONTAINER NEW_NAME',
  aliases: 'docker container rename, docker rename',
  flags: {},
  arguments: exactly(2),
  async run({ docker, args }) {
    const [from = '', to = ''] = args.map((name) => name.trim());
    if (from === '' || to === '') throw new CliError('Error: Neither old nor new names may be empty');
    try {
      await actOnContainer(docker.client, from, 'rename', { name: to });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw new CliError(`${error.message}\nError: failed to rename container named ${from}`);
    }
  },
});
