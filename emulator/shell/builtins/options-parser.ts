import type { BuiltinCall } from './types';
import type { Step } from '../state/step';

/** Options of a builtin, by getopt's rules; bundles are taken apart. */
export interface ParsedOptions {
  /** In the order given: letter and value (empty for letters without one). */
  readonly options: readonly (readonly [letter: string, value: string])[];
  readonly has: (letter: string) => boolean;
  readonly value: (letter: string) => string | undefined;
  readonly rest: readonly string[];
}

/** bash adds its usage; the small shells have a sentence of their own (`tail`: without its first letter, which dash has as a capital). */
function* refuse({ shell, name }: BuiltinCall, message: string, tail: string, usage: string): Step<void> {
  const first = tail.startsWith('l') ? 'i' : 'n';
  if (shell.flavour !== 'bash') return yield* shell.complainAs(name, `${shell.flavour === 'dash' ? first.toUpperCase() : first}${tail}`);
  yield* shell.complainAs(name, message);
  yield* shell.writeError(`${name}: usage: ${usage}\n`);
}

/**
 * Reads options; `letters` as for getopt(3): a colon after those that take a value. A wrong one gets the shell's complaint, and undefined is the answer
 * (the status is then 2).
 */
export function* parseOptions(call: BuiltinCall, letters: string, usage: string): Step<ParsedOptions | undefined> {
  const { args } = call;
  const options: [string, string][] = [];
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') {
      i++;
      break;
    }
    if (!arg.startsWith('-') || arg === '-') break;
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] as string;
      const known = letter === ':' ? -1 : letters.indexOf(letter);
      if (known < 0) {
        yield* refuse(call, `-${letter}: invalid option`, `llegal option -${letter}`, usage);
        return undefined;
      }
      if (letters[known + 1] !== ':') {
        options.push([letter, '']);
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
      if (value === undefined) {
        yield* refuse(call, `-${letter}: option requires an argument`, `o arg for -${letter} option`, usage);
        return undefined;
      }
      options.push([letter, value]);
      break;
    }
  }
  return {
    options,
    has: (letter) => options.some(([given]) => given === letter),
    value: (letter) => [...options].reverse().find(([given]) => given === letter)?.[1],
    rest: args.slice(i),
  };
}
