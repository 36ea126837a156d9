import { actOnContainer, attachContainer, resizeContainer, waitContainer } from '../../../../api/client/containers';
import type { Signal } from '../../../../process/signal';
import type { DockerCli } from '../../cli/docker-cli';
import { CliError, messageOf } from '../../cli/error';
import { runSession } from '../../cli/hijacked';
import { ApiError } from '../../../../api/client/error';

/** What is attached while a container runs. */
export interface AttachedRun {
  readonly id: string;
  readonly terminal: boolean;
  readonly input: boolean;
  readonly output: boolean;
  readonly errors: boolean;
  readonly detachKeys: string;
  /** Pass signals on to the container. */
  readonly signalProxy: boolean;
  /** It removes itself when it ends. */
  readonly removes: boolean;
  /** What to do before waiting: starting it. */
  start(): Promise<void>;
}

const proxied: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGTSTP'];

/** Attaches to a container, starts it, and stays until it has ended; returns its exit code (0 when the user detached). */
export async function runAttached(docker: DockerCli, run: AttachedRun): Promise<number> {
  const { client, process } = docker;
  const connection = await attachContainer(client, run.id, { stream: true, stdin: run.input, stdout: run.output, stderr: run.errors, detachKeys: run.detachKeys });
  const { exit } = await waitContainer(client, run.id, run.removes ? 'removed' : 'next-exit');
  exit.catch(() => undefined); // asked for below, unless starting fails
  if (run.signalProxy && !run.terminal) {
    for (const signal of proxied) process.onSignal(signal, () => void actOnContainer(client, run.id, 'kill', { signal: signal.slice(3) }).catch(() => undefined), { restart: true });
  }
  const session = runSession(docker, connection, { terminal: run.terminal, input: run.input, detachKeys: run.detachKeys, resize: (rows, columns) => resizeContainer(client, run.id, rows, columns) });
  session.catch(() => undefined);
  try {
    await run.start();
  } catch (error) {
    connection.close();
    throw error;
  }
  if ((await session) === 'detached') return 0;
  const { StatusCode: code } = await exit;
  return code;
}

/** The exit code for a container that could not be started: by what the daemon says of the program. */
export function startFailureCode(message: string): number {
  if (/executable file not found|no such file or directory/.test(message)) return 127;
  if (/permission denied|is a directory|exec format error/.test(message)) return 126;
  return 125;
}

/** A failure of the daemon as `docker run` tells it. */
export function runFailure(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const message = messageOf(error);
  return new CliError(`docker: ${message}\n\nRun 'docker run --help' for more information`, startFailureCode(message));
}
