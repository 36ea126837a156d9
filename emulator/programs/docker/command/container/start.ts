import { actOnContainer, inspectContainer } from '../../../../api/client/containers';
import { ApiError } from '../../../../api/client/error';
import { CliError } from '../../cli/error';
import { runAttached } from './start-attached';
import { atLeast, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker container start` */
export const containerStart = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container start, docker start',
  flags: {
    attach: bool('a', 'Attach STDOUT/STDERR and forward signals'),
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    interactive: bool('i', "Attach container's STDIN"),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    if (flags.attach || flags.interactive) {
      if (args.length > 1) throw new CliError('you cannot start and attach multiple containers at once');
      const { Id: id, Config: config } = await inspectContainer(docker.client, args[0] ?? '');
      return await runAttached(docker, {
        id,
        terminal: config.Tty,
        input: flags.interactive && config.OpenStdin,
        output: true,
        errors: true,
        detachKeys: flags['detach-keys'] || (docker.config.detachKeys ?? ''),
        signalProxy: !config.Tty,
        removes: false,
        start: () => actOnContainer(docker.client, id, 'start', {}),
      });
    }
    const failed: string[] = [];
    for (const name of args) {
      try {
        await actOnContainer(docker.client, name, 'start', {});
        await docker.print(`${name}\n`);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        await docker.error(`${error.message}\n`);
        failed.push(name);
      }
    }
    if (failed.length > 0) throw new CliError(`Error: failed to start containers: ${failed.join(', ')}`);
    return 0;
  },
});
