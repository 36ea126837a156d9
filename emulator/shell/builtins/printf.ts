import { assignElement, assignScalar } from '../state/assign';
import { isName } from '../state/variables';
import { formatPrintf } from './printf-format';
import type { Builtin } from './types';

export const printf: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-v var] format [arguments]',
  summary: 'Formats and prints ARGUMENTS under control of the FORMAT.',
  *run({ shell, name, args }) {
    let rest = args;
    let variable: string | undefined;
    const usage = 'printf: usage: printf [-v var] format [arguments]\n';
    if (rest[0] === '-v' && shell.flavour === 'bash') {
      variable = rest[1];
      rest = rest.slice(2);
      if (variable === undefined) {
        yield* shell.complainAs(name, '-v: option requires an argument');
        yield* shell.writeError(usage);
        return 2;
      }
      if (!isName(variable.replace(/\[.*\]$/s, ''))) {
        yield* shell.complainAs(name, `\`${variable}': not a valid identifier`);
        return 2;
      }
    } else if (rest[0] !== undefined && /^-[^-]/.test(rest[0]) && shell.flavour === 'bash') {
      yield* shell.complainAs(name, `${rest[0].slice(0, 2)}: invalid option`);
      yield* shell.writeError(usage);
      return 2;
    }
    if (rest[0] === '--') rest = rest.slice(1);
    const [format, ...values] = rest;
    if (format === undefined) {
      if (shell.flavour === 'bash') yield* shell.writeError(usage);
      else yield* shell.writeError(shell.flavour === 'ash' ? `${shell.name}: usage: printf FORMAT [ARGUMENT...]\n` : 'usage: printf format [arg ...]\n');
      return 2;
    }
    const result = formatPrintf(format, values, shell.now(), new Date(shell.startTime));
    const stored = result.text.replace(/\0.*/s, '');
    if (variable === undefined) yield* shell.write(1, result.text);
    else {
      const subscript = /^(\w+)\[(.*)\]$/s.exec(variable);
      if (subscript) assignElement(subscript[1] as string, subscript[2] as string, stored, false, shell);
      else assignScalar(variable, stored, false, shell);
    }
    for (const complaint of result.complaints) {
      const number = /^(.*): invalid number$/s.exec(complaint)?.[1];
      if (shell.flavour === 'ash' && number !== undefined) yield* shell.writeError(`${shell.name}: invalid number '${number}'\n`);
      else yield* shell.complainAs(name, complaint);
    }
    return result.complaints.some((complaint) => !complaint.startsWith('warning')) ? 1 : 0;
  },
};
