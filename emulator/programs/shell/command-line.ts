import type { Flavour } from '../../shell/state/messages';
import { isShellOption, isSetOption, setOptions } from '../../shell/state/options';
import type { SetOption, ShellOption } from '../../shell/state/options';

/** What a shell was asked to do. */
export interface Invocation {
  /** `-c`: the commands. */
  readonly command: string | undefined;
  readonly script: string | undefined;
  /** `$0`, when it is not argv[0]. */
  readonly name: string | undefined;
  readonly positional: readonly string[];
  readonly interactive: boolean;
  readonly login: boolean;
  readonly readsInput: boolean;
  readonly startupFile: string | undefined;
  readonly noStartupFile: boolean;
  readonly noProfile: boolean;
  readonly options: readonly (readonly [SetOption, boolean])[];
  readonly shellOptions: readonly (readonly [ShellOption, boolean])[];
}

export type CommandLine =
  | { readonly kind: 'run'; readonly invocation: Invocation }
  | { readonly kind: 'show'; readonly what: 'version' | 'help' }
  | { readonly kind: 'wrong'; readonly message: string; readonly usage: boolean };

/** Reads a shell's arguments (without argv[0]). */
export function readCommandLine(argv0: string, args: readonly string[], flavour: Flavour): CommandLine {
  const options: [SetOption, boolean][] = [];
  const shellOptions: [ShellOption, boolean][] = [];
  let login = argv0.startsWith('-');
  let interactive = false;
  let commandWanted = false;
  let readsInput = false;
  let startupFile: string | undefined;
  let noStartupFile = false;
  let noProfile = false;
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '-' || arg === '--') {
      i++;
      break;
    }
    if (arg.startsWith('--') && flavour === 'bash') {
      switch (arg) {
        case '--version':
          return { kind: 'show', what: 'version' };
        case '--help':
          return { kind: 'show', what: 'help' };
        case '--login':
          login = true;
          continue;
        case '--norc':
          noStartupFile = true;
          continue;
        case '--noprofile':
          noProfile = true;
          continue;
        case '--posix':
          options.push(['posix', true]);
          continue;
        case '--rcfile':
        case '--init-file':
          startupFile = args[++i];
          if (startupFile === undefined) return { kind: 'wrong', message: `${arg}: option requires an argument`, usage: false };
          continue;
        case '--noediting':
        case '--debugger':
        case '--restricted':
        case '--verbose':
          continue;
        default:
          return { kind: 'wrong', message: `${arg}: invalid option`, usage: true };
      }
    }
    if (!/^[-+]./.test(arg)) break;
    const on = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'c') commandWanted = true;
      else if (letter === 'i') interactive = true;
      else if (letter === 'l') login = true;
      else if (letter === 's') readsInput = true;
      else if (letter === 'o') {
        const name = args[++i];
        if (name !== undefined && !isSetOption(name)) return { kind: 'wrong', message: `${name}: invalid option name`, usage: false };
        if (name !== undefined) options.push([name, on]);
      } else if (letter === 'O' && flavour === 'bash') {
        const name = args[++i];
        if (name !== undefined && !isShellOption(name)) return { kind: 'wrong', message: `${name}: invalid shell option name`, usage: false };
        if (name !== undefined) shellOptions.push([name, on]);
      } else {
        const option = setOptions.find(([, known]) => known === letter);
        if (!option)
          return { kind: 'wrong', message: flavour === 'dash' ? `Illegal option -${letter}` : `-${letter}: invalid option`, usage: flavour === 'bash' };
        options.push([option[0], on]);
      }
    }
  }
  const rest = args.slice(i);
  const common = { interactive, login, readsInput, startupFile, noStartupFile, noProfile, options, shellOptions };
  if (commandWanted) {
    const [command, name, ...positional] = rest;
    if (command === undefined)
      return { kind: 'wrong', message: flavour === 'dash' ? '-c requires an argument' : '-c: option requires an argument', usage: false };
    return { kind: 'run', invocation: { ...common, command, script: undefined, name, positional } };
  }
  if (readsInput || rest.length === 0)
    return { kind: 'run', invocation: { ...common, command: undefined, script: undefined, name: undefined, positional: rest, readsInput: true } };
  const [script, ...positional] = rest;
  return { kind: 'run', invocation: { ...common, command: undefined, script, name: script, positional } };
}
