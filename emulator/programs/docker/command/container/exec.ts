import { createExec, inspectContainer, inspectExec, resizeExec, startExec, startExecDetached } from '../../../../api/client/containers';
import { ApiError } from '../../../../api/client/error';
import { CliError, messageOf } from '../../cli/error';
import { runSession } from '../../cli/hijacked';
import { execEnvironment } from './exec-environment';
import { startFailureCode } from './start-attached';
import { atLeast, command } from '../../cli/command';
import { bool, list, text } from '../../cli/flag/kinds';

/** `docker container exec` */
export const containerExec = command({
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  aliases: 'docker container exec, docker exec',
  flags: {
    detach: bool('d', 'Detached mode: run command in the background'),
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    env: list('e', 'Set environment variables'),
    'env-file': list('', 'Read in a file of environment variables'),
    interactive: bool('i', 'Keep STDIN open even if not attached'),
    privileged: bool('', 'Give extended privileges to the command'),
    tty: bool('t', 'Allocate a pseudo-TTY'),
    user: text('u', 'Username or UID (format: "<name|uid>[:<group|gid>]")'),
    workdir: text('w', 'Working directory inside the container'),
  },
  arguments: atLeast(2),
  interspersed: false,
  async run({ docker, flags, args }) {
    const [name = '', ...words] = args;
    if (flags.tty && flags.interactive && !flags.detach && !docker.isTerminal(0)) throw new CliError('the input device is not a TTY');
    await inspectContainer(docker.client, name); // fails before anything is asked
    const size = flags.tty ? docker.process.terminal(0)?.size : undefined;
    const exec = await createExec(docker.client, name, {
      User: flags.user,
      Privileged: flags.privileged,
      Tty: flags.tty,
      ...(size ? { ConsoleSize: [size.rows, size.columns] } : {}),
      AttachStdin: flags.interactive && !flags.detach,
      AttachStdout: !flags.detach,
      AttachStderr: !flags.detach,
      Detach: flags.detach,
      Env: execEnvironment(docker, flags.env, flags['env-file']),
      WorkingDir: flags.workdir,
      Cmd: words,
    });
    if (flags.detach) {
      await startExecDetached(docker.client, exec, flags.tty);
      return 0;
    }
    try {
      const connection = await startExec(docker.client, exec, { Detach: false, Tty: flags.tty, ...(size ? { ConsoleSize: [size.rows, size.columns] } : {}) });
      const end = await runSession(docker, connection, { terminal: flags.tty, input: flags.interactive, detachKeys: flags['detach-keys'] || (docker.config.detachKeys ?? ''), resize: (rows, columns) => resizeExec(docker.client, exec, rows, columns) });
      if (end === 'detached') return 0;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw new CliError(messageOf(error).replace('Error response from daemon: OCI', 'OCI'), error.message.includes('OCI runtime') ? startFailureCode(error.message) : 1);
    }
    return (await inspectExec(docker.client, exec)).ExitCode ?? 0;
  },
});
