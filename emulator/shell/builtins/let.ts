import { calculate } from '../state/assign';
import type { Builtin } from './types';

export const letNumbers: Builtin = {
  flavours: ['bash', 'ash'],
  synopsis: 'arg [arg ...]',
  summary: 'Evaluate arithmetic expressions.',
  *run({ shell, name, args }) {
    if (args.length === 0) {
      yield* shell.complainAs(name, 'expression expected');
      return 1;
    }
    let last = 0;
    try {
      for (const expression of args) last = Number(calculate(expression, shell));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ExpansionError') throw error;
      yield* shell.complainAs(name, error.message);
      return 1;
    }
    return last === 0 ? 1 : 0;
  },
};
