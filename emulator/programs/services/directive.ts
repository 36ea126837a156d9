/** One line of a web server's configuration: a directive, or a section with what is in it. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[] | undefined;
  readonly file: string;
  readonly line: number;
}

/** The configuration is wrong; `message` is what the server says, with the file and the line in its own way. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
