import { parseOptions } from './options-parser';
import type { Builtin } from './types';

/** `u=rwx,g=rx,o=` for a umask. */
function symbolic(mask: number): string {
  const letters = (bits: number) => `${bits & 4 ? '' : 'r'}${bits & 2 ? '' : 'w'}${bits & 1 ? '' : 'x'}`;
  return `u=${letters((mask >> 6) & 7)},g=${letters((mask >> 3) & 7)},o=${letters(mask & 7)}`;
}

/** The mask after `g-w,o=r`; undefined when the text is none. */
function applySymbolic(mask: number, text: string): number | undefined {
  let result = mask;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', operator, what = ''] = match;
    const bits = (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (what.includes('x') ? 1 : 0);
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes('a') && !who.includes(letter)) continue;
      if (operator === '+') result &= ~(bits << shift);
      else if (operator === '-') result |= bits << shift;
      else result = (result & ~(7 << shift)) | ((7 & ~bits) << shift);
    }
  }
  return result;
}

export const umask: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-p] [-S] [mode]',
  summary: 'Display or set file mode mask.',
  *run(call) {
    const { shell, name } = call;
    const { process } = shell;
    // `umask -w` is a mode, not an option, but bash says otherwise; so do we.
    const parsed = yield* parseOptions(call, 'pS', 'umask [-p] [-S] [mode]');
    if (!parsed) return 2;
    const [mode] = parsed.rest;
    if (mode === undefined) {
      const shown = parsed.has('S') ? symbolic(process.umask) : process.umask.toString(8).padStart(4, '0');
      yield* shell.write(1, `${parsed.has('p') ? `umask ${parsed.has('S') ? '-S ' : ''}` : ''}${shown}\n`);
      return 0;
    }
    if (/^\d/.test(mode)) {
      if (!/^[0-7]{1,4}$/.test(mode)) {
        yield* shell.complainAs(name, `${mode}: octal number out of range`);
        return 1;
      }
      process.umask = parseInt(mode, 8) & 0o777;
    } else {
      const next = applySymbolic(process.umask, mode);
      if (next === undefined && shell.flavour !== 'bash') {
        yield* shell.complainAs(name, `${shell.flavour === 'dash' ? 'I' : 'i'}llegal mode: ${mode}`);
        return 2;
      }
      if (next === undefined) {
        yield* shell.complainAs(
          name,
          `\`${mode.replace(/^[ugoa]*[-+=]?[rwx]*/, '').charAt(0) || mode.charAt(0)}': invalid symbolic mode ${/^[ugoa]+/.test(mode) ? 'operator' : 'character'}`,
        );
        return 1;
      }
      process.umask = next;
    }
    if (parsed.has('S')) yield* shell.write(1, `${symbolic(process.umask)}\n`);
    return 0;
  },
};

export const times: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '',
  summary: 'Display process times.',
  *run({ shell }) {
    // The machine does not count processor time.
    yield* shell.write(1, '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
    return 0;
  },
};

export const caller: Builtin = {
  flavours: ['bash'],
  synopsis: '[expr]',
  summary: 'Return the context of the current subroutine call.',
  *run({ shell, args }) {
    const depth = Number(args[0] ?? 0);
    const calls = [...shell.calls].reverse();
    const here = calls[depth];
    if (!here) return 1;
    const outer = calls[depth + 1];
    if (args[0] !== undefined && !outer) return 1;
    yield* shell.write(1, args[0] === undefined ? `${here.line} ${outer?.source ?? 'NULL'}\n` : `${here.line} ${outer?.name} ${outer?.source}\n`);
    return 0;
  },
};

export const suspend: Builtin = {
  flavours: ['bash'],
  synopsis: '[-f]',
  summary: 'Suspend shell execution.',
  *run({ shell, name, args }) {
    if (!shell.jobControl || (shell.login && !args.includes('-f'))) {
      yield* shell.complainAs(name, shell.login ? 'cannot suspend a login shell' : 'cannot suspend: no job control');
      return 1;
    }
    shell.process.onSignal('SIGTSTP', 'default');
    shell.process.kill(0, 'SIGSTOP');
    return 0;
  },
};
