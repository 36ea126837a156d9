import { withSuggestion } from './suggest';
import { DockerfileError } from './error';

/** What a flag of an instruction takes. */
export type FlagKind = 'string' | 'boolean' | 'list';

/** The flags of an instruction, read. */
export interface Flags {
  text(name: string): string | undefined;
  on(name: string, otherwise?: boolean): boolean;
  list(name: string): string[];
}

/** Reads `--name=value` words by a table of what is accepted; `refuse` are names that exist elsewhere, for which nothing is suggested. Throws {@link DockerfileError}. */
export function readFlags(words: readonly string[], accepted: Readonly<Record<string, FlagKind>>, refuse: readonly string[] = []): Flags {
  const texts = new Map<string, string>();
  const booleans = new Map<string, boolean>();
  const lists = new Map<string, string[]>();
  for (const word of words) {
    const at = word.indexOf('=');
    const name = word.slice(2, at < 0 ? undefined : at);
    const value = at < 0 ? undefined : word.slice(at + 1);
    const kind = accepted[name];
    if (kind === undefined) {
      const message = `unknown flag: --${name}`;
      throw new DockerfileError(refuse.includes(name) ? message : withSuggestion(message, name, Object.keys(accepted)));
    }
    if (kind !== 'list' && (texts.has(name) || booleans.has(name))) throw new DockerfileError(`duplicate flag specified: --${name}`);
    if (kind === 'boolean') {
      const meaning = value === undefined || value.toLowerCase() === 'true' ? true : value.toLowerCase() === 'false' ? false : undefined;
      if (meaning === undefined) throw new DockerfileError(`expecting boolean value for flag --${name}, not: ${value}`);
      booleans.set(name, meaning);
    } else if (value === undefined) throw new DockerfileError(`missing a value on flag: --${name}`);
    else if (kind === 'list') lists.set(name, [...(lists.get(name) ?? []), value]);
    else texts.set(name, value);
  }
  return {
    text: (name) => texts.get(name),
    on: (name, otherwise = false) => booleans.get(name) ?? otherwise,
    list: (name) => lists.get(name) ?? [],
  };
}
