import type { ArgumentRule, Command } from './command';
import { CliError } from './error';
import { usageLine } from './help';

/** A flag could not be read: the complaint, the usage line and where help is. */
export function flagFailure(message: string, usage: string, path: string): CliError {
  return new CliError(`${message}\n\nUsage:  ${usage}\n\nRun '${path} --help' for more information`, 125);
}

const plural = (count: number) => `${count} argument${count === 1 ? '' : 's'}`;

/** What is wrong with `count` arguments, and the word that the real client has before `'… --help'` in that case. */
function complaint({ min, max, counted }: ArgumentRule, count: number): { text: string; word: string } | undefined {
  if (count >= min && (max === undefined || count <= max)) return undefined;
  if (max === 0 && !counted) return { text: 'accepts no arguments', word: 'Run' };
  if (max === undefined) return { text: `requires at least ${plural(min)}`, word: 'See' };
  if (min === max) return { text: `requires ${plural(min)}`, word: 'Run' };
  // `SRun` is no slip of ours: that is what 28.5.2 prints.
  if (min === 0) return { text: `requires at most ${plural(max)}`, word: 'SRun' };
  return { text: `requires at least ${min} and at most ${plural(max)}`, word: 'Run' };
}

/** Throws when a verb was given too few or too many arguments. */
export function checkArguments(command: Command, path: string, count: number): void {
  const wrong = complaint(command.arguments, count);
  if (!wrong) return;
  if (command.arguments.complaint) throw new CliError(command.arguments.complaint(count));
  const shown = command.shownPath ?? path;
  throw new CliError(`docker: '${shown}' ${wrong.text}\n\nUsage:  ${usageLine(command, path)}\n\n${wrong.word} '${shown} --help' for more information`);
}
