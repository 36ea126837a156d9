import { quoteLocale } from './quote';
import { UsageError } from './tool';

/** A word that an option does not take: the exit code is 1 whatever other usage errors have. */
class WordError extends UsageError {
  override readonly always = true;
}

/**
 * The word that an option's value means, by GNU's rules: exact or a beginning that fits one meaning only. `choices` has a list of words for each
 * meaning, the first of which is the answer. Throws `UsageError` with the list of those that are valid.
 */
export function chooseWord(option: string, given: string, choices: readonly (readonly string[])[]): string {
  const exact = choices.find((words) => words.includes(given));
  const fitting = choices.filter((words) => words.some((word) => word.startsWith(given)));
  const found = exact ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (found?.[0] !== undefined) return found[0];
  const list = choices.map((words) => `\n  - ${words.map(quoteLocale).join(', ')}`).join('');
  throw new WordError(`${fitting.length > 1 && given !== '' ? 'ambiguous' : 'invalid'} argument ${quoteLocale(given)} for ${quoteLocale(`--${option}`)}\nValid arguments are:${list}`);
}
