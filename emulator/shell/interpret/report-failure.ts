import { isSystemError } from '../../kernel/errno';
import { BreakLoop, ContinueLoop, ExitShell, ExpansionError, OutOfMemory } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { AssignmentError } from '../state/variables';

/**
 * Prints an error of the user's that gave up a command line and gives its status; undefined for errors that are none of these.
 * A fatal one ends a shell that is not interactive (by throwing {@link ExitShell}).
 */
export function* reportFailure(shell: Shell, error: unknown): Step<number | undefined> {
  if (error instanceof ExpansionError) {
    yield* shell.writeError(`${error.where ?? shell.where()}${error.message}\n`);
    if (!shell.interactive && shell.flavour !== 'bash') throw new ExitShell(2);
    if (error.fatal && !shell.interactive) throw new ExitShell(error.status);
    return 1;
  }
  if (error instanceof AssignmentError) {
    yield* shell.writeError(
      `${error.where ?? shell.where()}${shell.flavour === 'bash' ? error.message : error.message.replace('readonly variable', 'is read only')}\n`,
    );
    if (!shell.interactive && shell.flavour !== 'bash') throw new ExitShell(2);
    return 1;
  }
  if (error instanceof OutOfMemory) {
    yield* shell.writeError(`${shell.process.argv[0]}: ${error.message}\n`);
    throw new ExitShell(2);
  }
  if (error instanceof BreakLoop || error instanceof ContinueLoop) return 0;
  if (isSystemError(error, 'EINTR')) return 128;
  return undefined;
}
