/** A completion that `complete` has set for a command name. */
export interface CompletionRule {
  /** `-W`: words to choose from, already expanded. */
  readonly words: readonly string[];
  /** `-F`: a function that fills COMPREPLY. */
  readonly function: string | undefined;
  /** `-A` and its short forms. */
  readonly actions: readonly string[];
  /** As it was given, for `complete -p`. */
  readonly source: string;
}
