/** A flag's value could not be read; the message is what stands after `invalid argument "x" for "--y" flag: `. */
export class FlagValueError extends Error {
  override readonly name = 'FlagValueError';
}

/** One flag of a command. Its definition feeds the parser, the help page and completion. */
export interface Flag<T> {
  /** The one-letter name, or an empty string. */
  readonly short: string;
  /** How help names the value; empty for a switch. */
  readonly type: string;
  readonly usage: string;
  readonly initial: T;
  /** What help shows as `(default …)`. */
  readonly defaultText?: string;
  /** Left out of help and completion. */
  readonly hidden?: boolean;
  /** What using it answers on standard error: `Flag --x has been deprecated, <this>`. */
  readonly deprecated?: string;
  /** What the flag means when no value is given (`--flag` alone); such a flag never takes the next argument. */
  readonly withoutValue?: string;
  /** The value after one more `--flag text`; `first` is true at the first one of a command line. */
  parse(text: string, before: T, first: boolean): T;
}

/** The flags of a command by their long names. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a table of flags of any type; Values<> gives each its own
export type Flags = Readonly<Record<string, Flag<any>>>;

/** What the flags of `F` were given. */
export type Values<F extends Flags> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never };

/** What can be said of a flag beyond its names and usage. */
export interface FlagOptions {
  readonly hidden?: boolean;
  readonly deprecated?: string;
}
