import type { Random } from '../../kernel/random';
import { EngineError } from '../error';
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

/** Refuses what cannot be a container's name (without its slash). */
export function checkName(name: string, shown = name): void {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    throw new EngineError('invalid parameter', `Invalid container name (${shown}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  }
}
