import { expandPromptText } from '../expand/word';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';

/** A line of `set -x`. Command substitution repeats the first letter of PS4. */
export function* trace(shell: Shell, parts: readonly string[]): Step<void> {
  const prefix = yield* expandPromptText(shell.variables.get('PS4') ?? '+ ', shell);
  const line = `${prefix.slice(0, 1).repeat(shell.substitutionDepth)}${prefix}${parts.join(' ')}\n`;
  const descriptor = Number(shell.variables.get('BASH_XTRACEFD') || 2);
  if (shell.process.descriptors().includes(descriptor)) yield* shell.write(descriptor, line);
  else yield* shell.writeError(line);
}
