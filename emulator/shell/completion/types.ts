import type { Process } from '../../process/types';

/**
 * What can stand at `words[index]` (its beginning is already there, possibly empty) in a command whose name is `words[0]`. Words are without quotes.
 * A candidate that ends with `/` or `=` gets no blank behind it. An empty answer lets file names be completed, unless it throws `noCompletion`.
 */
export type CompleteWords = (words: readonly string[], index: number, process: Process) => Promise<readonly string[]>;

/** By command name: a lazily imported completion, such as `{ docker: async () => (await import('…')).completeDocker }`. */
export type CompletionSource = Readonly<Record<string, () => Promise<CompleteWords>>>;
