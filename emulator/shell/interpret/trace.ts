import { expandPromptText } from '../expand/word';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';

/** A line of `set -x`. Command substitution repeats the first letter of PS4. */
export function* trace(shell: Shell, parts: readonly string[]): Step<void> {
  const prefix = yield* expandPromptText(shell.variables.get('PS4') ?? '+ ', shell);
  yield* shell.writeError(`${prefix.slice(0, 1).repeat(shell.substitutionDepth)}${prefix}${parts.join(' ')}\n`);
}
