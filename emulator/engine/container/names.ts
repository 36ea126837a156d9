import type { Random } from '../../kernel/random';
import { adjectives, surnames } from './name-words';

/** A name such as `quirky_lovelace` that `taken` does not have yet. */
export function generateName(random: Random, taken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt++) {
    const name = `${adjectives[random.integer(adjectives.length)]}_${surnames[random.integer(surnames.length)]}`;
    // the one pair that is not allowed to be: Steve Wozniak is not boring
    if (name === 'boring_wozniak') continue;
    const candidate = attempt < 6 ? name : `${name}${random.integer(10)}`;
    if (!taken(candidate)) return candidate;
  }
}

/** Whether `name` (without its slash) can be a container's. */
export function isName(name: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name);
}

/** What the daemon says of a name that cannot be one. */
export function invalidName(name: string): string {
  return `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`;
}
