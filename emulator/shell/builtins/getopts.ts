import { assignScalar } from '../state/assign';
import { isName } from '../state/variables';
import type { Builtin } from './types';

export const getopts: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: 'optstring name [arg ...]',
  summary: 'Parse option arguments.',
  *run({ shell, name: command, args }) {
    const [optionString, variable, ...given] = args;
    if (optionString === undefined || variable === undefined) {
      if (shell.flavour === 'bash') yield* shell.writeError('getopts: usage: getopts optstring name [arg ...]\n');
      else yield* shell.complainAs(command, `${shell.flavour === 'dash' ? 'U' : 'u'}sage: getopts optstring var [arg]`);
      return 2;
    }
    if (!isName(variable)) {
      yield* shell.complainAs(command, `\`${variable}': not a valid identifier`);
      return 1;
    }
    const list = given.length > 0 ? given : shell.positional;
    const silent = optionString.startsWith(':');
    const letters = silent ? optionString.slice(1) : optionString;
    let index = Number(shell.variables.get('OPTIND') ?? 1) || 1;
    // Where in a bundle such as -abc; a new OPTIND begins anew.
    let place = shell.optionPlace.index === index ? shell.optionPlace.at : 1;
    const finish = (value: string, argument: string | undefined, nextIndex: number, at: number, status: number): number => {
      assignScalar('OPTIND', String(nextIndex), false, shell);
      shell.optionPlace = { index: nextIndex, at };
      if (argument === undefined) shell.variables.unset('OPTARG');
      else assignScalar('OPTARG', argument, false, shell);
      assignScalar(variable, value, false, shell);
      return status;
    };
    const word = list[index - 1];
    if (word === undefined || !/^-./.test(word) || word === '--') return finish('?', undefined, word === '--' ? index + 1 : index, 1, 1);
    const letter = word[place] as string;
    place++;
    const ended = place >= word.length;
    const known = letter === ':' ? -1 : letters.indexOf(letter);
    const quiet = silent || shell.variables.get('OPTERR') === '0';
    if (known < 0) {
      if (!quiet) yield* shell.writeError(shell.flavour === 'bash' ? `${shell.name}: illegal option -- ${letter}\n` : `Illegal option -${letter}\n`);
      return finish('?', silent ? letter : undefined, ended ? index + 1 : index, ended ? 1 : place, 0);
    }
    if (letters[known + 1] !== ':') return finish(letter, undefined, ended ? index + 1 : index, ended ? 1 : place, 0);
    if (!ended) return finish(letter, word.slice(place), index + 1, 1, 0);
    index++;
    const argument = list[index - 1];
    if (argument !== undefined) return finish(letter, argument, index + 1, 1, 0);
    if (silent) return finish(':', letter, index, 1, 0);
    if (!quiet)
      yield* shell.writeError(shell.flavour === 'bash' ? `${shell.name}: option requires an argument -- ${letter}\n` : `No arg for -${letter} option\n`);
    return finish('?', undefined, index, 1, 0);
  },
};
