import { FlagValueError, type Flag, type Flags } from './definition';

/** The command line does not fit the flags. The message is pflag's. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** What a command line says: the flags' values, which of them were given, and what is left. */
export interface ParsedFlags {
  readonly values: Readonly<Record<string, unknown>>;
  readonly changed: ReadonlySet<string>;
  readonly rest: readonly string[];
  readonly help: boolean;
  /** Lines for standard error: deprecated flags that were used. */
  readonly warnings: readonly string[];
}

const helpFlag: Flag<boolean> = { short: '', type: '', usage: 'Print usage', initial: false, withoutValue: 'true', parse: (value) => value === 'true' };

/**
 * Reads a command line as pflag does. With `interspersed` false, what follows the first argument is left alone
 * (`docker run busybox ls -l`). `-h` is `--help`, with a complaint, unless a flag of the command has that letter.
 */
export function parseFlags(flags: Flags, argv: readonly string[], interspersed: boolean): ParsedFlags {
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(flags)) values[name] = flag.initial;
  const shorts = new Map(Object.entries(flags).flatMap(([name, flag]) => (flag.short ? [[flag.short, name]] : [])));
  const changed = new Set<string>();
  const rest: string[] = [];
  const warnings: string[] = [];
  let help = false;

  const set = (name: string, value: string) => {
    if (name === 'help') {
      help = value === 'true';
      return;
    }
    const flag = flags[name];
    if (!flag) return;
    try {
      values[name] = flag.parse(value, values[name], !changed.has(name));
    } catch (error) {
      if (!(error instanceof FlagValueError)) throw error;
      const shown = flag.short ? `-${flag.short}, --${name}` : `--${name}`;
      throw new FlagError(`invalid argument ${JSON.stringify(value)} for "${shown}" flag: ${error.message}`);
    }
    if (flag.deprecated && !changed.has(name)) warnings.push(`Flag --${name} has been deprecated, ${flag.deprecated}`);
    changed.add(name);
  };

  const queue = [...argv];
  const long = (argument: string) => {
    const equals = argument.indexOf('=');
    const name = argument.slice(2, equals < 0 ? undefined : equals);
    if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${argument}`);
    const flag = flags[name] ?? (name === 'help' ? helpFlag : undefined);
    if (!flag) throw new FlagError(`unknown flag: --${name}`);
    if (equals >= 0) set(name, argument.slice(equals + 1));
    else if (flag.withoutValue !== undefined) set(name, flag.withoutValue);
    else if (queue.length > 0) set(name, queue.shift() ?? '');
    else throw new FlagError(`flag needs an argument: --${name}`);
  };
  const short = (argument: string) => {
    for (let letters = argument.slice(1); letters !== ''; ) {
      const letter = String.fromCodePoint(letters.codePointAt(0) ?? 0);
      const after = letters.slice(letter.length);
      const name = shorts.get(letter);
      const flag = name === undefined ? undefined : flags[name];
      if (name === undefined || !flag) {
        if (letter !== 'h') throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`);
        warnings.push('Flag shorthand -h has been deprecated, use --help');
        help = true;
        letters = after;
      } else if (after.startsWith('=') && after.length > 1) {
        set(name, after.slice(1));
        return;
      } else if (flag.withoutValue !== undefined) {
        set(name, flag.withoutValue);
        letters = after;
      } else if (after !== '') {
        set(name, after);
        return;
      } else if (queue.length > 0) {
        set(name, queue.shift() ?? '');
        return;
      } else throw new FlagError(`flag needs an argument: '${letter}' in -${letters}`);
    }
  };

  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    if (argument === '--') {
      rest.push(...queue);
      break;
    }
    if (argument.length < 2 || !argument.startsWith('-')) {
      rest.push(argument);
      if (interspersed) continue;
      rest.push(...queue);
      break;
    }
    if (argument.startsWith('--')) long(argument);
    else short(argument);
  }
  return { values, changed, rest, help, warnings };
}
