import { ApiError, ConnectionError } from '../../../api/client/error';
import type { DockerCli } from './docker-cli';
import { CliError, messageOf } from './error';

/** Does something for one argument after the other and prints each when it is done (or the text that `act` gives; nothing for an empty one); the failures are told together at the end (exit code 1). */
export async function forEachArgument(docker: DockerCli, args: readonly string[], act: (argument: string) => Promise<string | void>): Promise<void> {
  const failures: string[] = [];
  for (const argument of args) {
    try {
      const printed = await act(argument);
      if (printed !== '') await docker.print(`${printed ?? argument}\n`);
    } catch (error) {
      if (error instanceof ConnectionError || (!(error instanceof ApiError) && !(error instanceof CliError))) throw error;
      failures.push(messageOf(error));
    }
  }
  if (failures.length > 0) throw new CliError(failures.join('\n'));
}
