import { inspectContainer } from '../../../../api/client/containers';
import { CliError } from '../../cli/error';
import { runAttached } from './start-attached';
import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker container attach` */
export const containerAttach = command({
  usage: '[OPTIONS] CONTAINER',
  aliases: 'docker container attach, docker attach',
  flags: {
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    'no-stdin': bool('', 'Do not attach STDIN'),
    'sig-proxy': bool('', 'Proxy all received signals to the process', { initial: true }),
  },
  arguments: exactly(1),
  async run({ docker, flags, args }) {
    const { Id: id, Config: config, State: state, HostConfig: host } = await inspectContainer(docker.client, args[0] ?? '');
    if (!state.Running) throw new CliError('You cannot attach to a stopped container, start it first');
    if (state.Paused) throw new CliError('You cannot attach to a paused container, unpause it first');
    if (state.Restarting) throw new CliError('You cannot attach to a restarting container, wait until it is running');
    const input = !flags['no-stdin'] && config.OpenStdin;
    if (input && config.Tty && !docker.isTerminal(0)) throw new CliError('the input device is not a TTY');
    return await runAttached(docker, {
      id,
      terminal: config.Tty,
      input,
      output: true,
      errors: true,
      detachKeys: flags['detach-keys'] || (docker.config.detachKeys ?? ''),
      signalProxy: flags['sig-proxy'] && !config.Tty,
      removes: host.AutoRemove,
      start: async () => undefined,
    });
  },
});
