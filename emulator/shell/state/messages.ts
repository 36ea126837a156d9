/** Which shell it claims to be: texts differ, and ash and dash lack much of what bash has. */
export type Flavour = 'bash' | 'dash' | 'ash';

/** The sentences in which the shells differ. */
export interface Messages {
  /** What stands before a complaint. `line` is undefined for an interactive shell. */
  prefix(name: string, line: number | undefined): string;
  /** A builtin's complaint, behind the prefix. */
  builtin(name: string, builtin: string, line: number | undefined, message: string): string;
  notFound(command: string): string;
  unbound(name: string): string;
  /** What arithmetic's complaint (bash's words) becomes. */
  arithmetic(message: string): string;
  badSubstitution(source: string): string;
}

const bash: Messages = {
  prefix: (name, line) => (line === undefined ? `${name}: ` : `${name}: line ${line}: `),
  builtin: (name, builtin, line, message) => `${bash.prefix(name, line)}${builtin}: ${message}`,
  notFound: (command) => `${command}: command not found`,
  unbound: (name) => `${name}: unbound variable`,
  arithmetic: (message) => message,
  badSubstitution: (source) => `${source}: bad substitution`,
};
const dash: Messages = {
  prefix: (name, line) => `${name}: ${line ?? 1}: `,
  builtin: (name, builtin, line, message) => `${dash.prefix(name, line)}${builtin}: ${message}`,
  notFound: (command) => `${command}: not found`,
  unbound: (name) => `${name}: parameter not set`,
  arithmetic: (message) =>
    `arithmetic expression: ${/division by 0/.test(message) ? 'division by zero' : 'expecting primary'}: "${message.replace(/: (division by 0|syntax error|.* \(error token).*$/s, '')}"`,
  badSubstitution: () => 'Bad substitution',
};
const ash: Messages = {
  prefix: (name, line) => (line === undefined ? `${name}: ` : `${name}: line ${line}: `),
  builtin: (name, builtin, line, message) => (line === undefined ? `${name}: ${builtin}: ${message}` : `${name}: ${builtin}: line ${line}: ${message}`),
  notFound: (command) => `${command}: not found`,
  unbound: (name) => `${name}: parameter not set`,
  arithmetic: (message) => (/division by 0/.test(message) ? 'divide by zero' : 'arithmetic syntax error'),
  badSubstitution: () => 'syntax error: bad substitution',
};

export const messagesOf: Record<Flavour, Messages> = { bash, dash, ash };
