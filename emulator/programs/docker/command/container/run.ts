import { actOnContainer } from '../../../../api/client/containers';
import { CliError } from '../../cli/error';
import { createOrPull } from './create-or-pull';
import { runAttached, runFailure } from './start-attached';
import { atLeast, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { createFlags } from './create-flags';

/** `docker container run` */
export const containerRun = command({
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  aliases: 'docker container run, docker run',
  flags: {
    ...createFlags,
    detach: bool('d', 'Run container in background and print container ID'),
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    pull: text('', 'Pull image before running ("always", "missing", "never")', { initial: 'missing' }),
    'sig-proxy': bool('', 'Proxy received signals to the process', { initial: true }),
  },
  arguments: atLeast(1),
  interspersed: false,
  async run({ docker, flags, changed, args }) {
    if (flags.detach && flags.attach.length > 0) throw new CliError('conflicting options: cannot specify both --attach and --detach');
    if (flags.tty && flags.interactive && !flags.detach && !docker.isTerminal(0)) throw new CliError('the input device is not a TTY', 1);
    const { Id: id, request } = await createOrPull(docker, flags, changed, args, flags.pull, 'run');
    const start = () => actOnContainer(docker.client, id, 'start', {});
    try {
      if (flags.detach) {
        await start();
        await docker.print(`${id}\n`);
        return 0;
      }
      return await runAttached(docker, {
        id,
        terminal: flags.tty,
        input: request.AttachStdin ?? false,
        output: request.AttachStdout ?? false,
        errors: request.AttachStderr ?? false,
        detachKeys: flags['detach-keys'] || (docker.config.detachKeys ?? ''),
        signalProxy: flags['sig-proxy'],
        removes: flags.rm,
        start,
      });
    } catch (error) {
      throw runFailure(error);
    }
  },
});
