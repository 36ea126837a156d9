/** `echo`, `printf`, `test` and `[` as programs: the shell's own code, with GNU's or busybox's complaints. */
import type { Program } from '../../process/types';
import { echo } from '../../shell/builtins/echo';
import { printf } from '../../shell/builtins/printf';
import { bracket, test } from '../../shell/builtins/test';
import type { Builtin } from '../../shell/builtins/types';
import { createEngine } from '../../shell/interpret/engine';
import { Shell } from '../../shell/state/shell';
import { drive } from '../../shell/state/step';
import { quoteLocale } from '../command-line/quote';
import type { Flavour } from '../command-line/tool';

const builtins: Readonly<Record<string, Builtin>> = { echo, printf, test, '[': bracket };

/** What GNU's programs say where bash's builtins say `message`. */
function gnuSentence(name: string, message: string): string {
  const [, value = '', what] = /^`?(.*?)'?: (.*)$/s.exec(message) ?? [];
  switch (what) {
    case 'integer expression expected':
      return `${name}: invalid integer ${quoteLocale(value)}`;
    case 'binary operator expected':
      return `${name}: ${quoteLocale(value)}: binary operator expected`;
    case 'unary operator expected':
      return `${name}: ${quoteLocale(value)}: unary operator expected`;
    case 'invalid number':
      return `${name}: ${quoteLocale(value)}: expected a numeric value`;
    case 'invalid format character':
      return `${name}: %${value}: invalid conversion specification`;
    default:
      return `${name}: ${message === "missing `]'" ? 'missing ‘]’' : message}`;
  }
}

const createBuiltinProgram =
  (name: string) =>
  (flavour: Flavour): Program =>
  async (process) => {
    const builtin = builtins[name] as Builtin;
    const args = process.argv.slice(1);
    if (name === 'printf' && args.length === 0) {
      await process.write(2, flavour === 'gnu' ? "printf: missing operand\nTry 'printf --help' for more information.\n" : 'Usage: printf FORMAT [ARG]...\n');
      return 1;
    }
    const shell = new Shell(process, flavour === 'gnu' ? 'bash' : 'ash', createEngine(), name);
    shell.complainAs = function* (_builtin, message) {
      yield* shell.writeError(`${flavour === 'gnu' ? gnuSentence(name, message) : `${name}: ${message}`}\n`);
    };
    return await drive(
      (function* () {
        const run = builtin.run({ shell, name, args, declarations: args });
        return typeof run === 'number' ? run : yield* run;
      })(),
    );
  };

export const createEcho = createBuiltinProgram('echo');
export const createPrintf = createBuiltinProgram('printf');
export const createTest = createBuiltinProgram('test');
export const createBracket = createBuiltinProgram('[');
