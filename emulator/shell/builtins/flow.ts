import { BreakLoop, ContinueLoop, ExitShell, ReturnFrom } from '../state/control';
import { jobState } from '../state/jobs';
import type { Builtin, BuiltinCall } from './types';
import type { Step } from '../state/step';

const all = ['bash', 'dash', 'ash'] as const;

export const colon: Builtin = { flavours: all, synopsis: '', summary: 'Null command.', run: () => 0 };
export const succeed: Builtin = { flavours: all, synopsis: '', summary: 'Return a successful result.', run: () => 0 };
export const fail: Builtin = { flavours: all, synopsis: '', summary: 'Return an unsuccessful result.', run: () => 1 };

/** The level count of `break` and `continue`; undefined after a complaint. */
function* levels({ shell, name, args }: BuiltinCall): Step<number | undefined> {
  const [text] = args;
  if (shell.loopDepth === 0) {
    if (shell.flavour === 'bash') yield* shell.complainAs(name, "only meaningful in a `for', `while', or `until' loop");
    return undefined;
  }
  if (text === undefined) return 1;
  if (!/^[+-]?\d+$/.test(text)) {
    yield* shell.complainAs(name, `${text}: numeric argument required`);
    throw new BreakLoop(shell.loopDepth);
  }
  if (Number(text) < 1) {
    yield* shell.complainAs(name, `${text}: loop count out of range`);
    throw new BreakLoop(shell.loopDepth);
  }
  return Math.min(Number(text), shell.loopDepth);
}

export const breakLoop: Builtin = {
  flavours: all,
  synopsis: '[n]',
  summary: 'Exit for, while, or until loops.',
  *run(call) {
    const count = yield* levels(call);
    if (count === undefined) return 0;
    throw new BreakLoop(count);
  },
};

export const continueLoop: Builtin = {
  flavours: all,
  synopsis: '[n]',
  summary: 'Resume for, while, or until loops.',
  *run(call) {
    const count = yield* levels(call);
    if (count === undefined) return 0;
    throw new ContinueLoop(count);
  },
};

/** A status argument: the number modulo 256, 2 when it is none (after a complaint), `$?` when absent. */
function* status({ shell, name, args }: BuiltinCall): Step<number> {
  const [text] = args;
  if (text === undefined) return shell.status;
  if (!/^[+-]?\d+$/.test(text)) {
    yield* shell.complainAs(name, shell.flavour === 'bash' ? `${text}: numeric argument required` : `Illegal number: ${text}`);
    return 2;
  }
  return ((Number(text) % 256) + 256) % 256;
}

export const returnFrom: Builtin = {
  flavours: all,
  synopsis: '[n]',
  summary: 'Return from a shell function.',
  *run(call) {
    const { shell, name } = call;
    if (shell.functionDepth === 0 && shell.sourceDepth === 0 && shell.flavour === 'bash') {
      yield* shell.complainAs(name, "can only `return' from a function or sourced script");
      return 2;
    }
    throw new ReturnFrom(yield* status(call));
  },
};

export const exit: Builtin = {
  flavours: all,
  synopsis: '[n]',
  summary: 'Exit the shell.',
  *run(call) {
    const { shell, args, name } = call;
    if (shell.interactive && shell.subshellLevel === 0) {
      if (shell.flavour === 'bash') yield* shell.writeError(shell.login ? 'logout\n' : 'exit\n');
      if (!shell.warnedOfJobs && shell.jobs.list().some((job) => jobState(job) === 'stopped')) {
        shell.warnedOfJobs = true;
        yield* shell.writeError('There are stopped jobs.\n');
        return 1;
      }
    }
    if (args.length > 1 && /^[+-]?\d+$/.test(args[0] ?? '')) {
      yield* shell.complainAs(name, 'too many arguments');
      return 1;
    }
    throw new ExitShell(yield* status(call));
  },
};

export const logout: Builtin = {
  flavours: ['bash'],
  synopsis: '[n]',
  summary: 'Exit a login shell.',
  *run(call) {
    const { shell, name } = call;
    if (!shell.login) {
      yield* shell.complainAs(name, "not login shell: use `exit'");
      return 1;
    }
    yield* shell.writeError('logout\n');
    throw new ExitShell(yield* status(call));
  },
};

export const shift: Builtin = {
  flavours: all,
  synopsis: '[n]',
  summary: 'Shift positional parameters.',
  *run({ shell, name, args }) {
    const [text] = args;
    if (text !== undefined && !/^[+-]?\d+$/.test(text)) {
      yield* shell.complainAs(name, `${text}: numeric argument required`);
      return 1;
    }
    const count = Number(text ?? 1);
    if (count < 0) {
      yield* shell.complainAs(name, `${text}: shift count out of range`);
      return 1;
    }
    if (count > shell.positional.length) {
      if (shell.options.shell('shift_verbose')) yield* shell.complainAs(name, `${text ?? ''}: shift count out of range`);
      if (shell.flavour === 'dash') {
        yield* shell.complainAs(name, "can't shift that many");
        return 2;
      }
      return 1;
    }
    shell.positional = shell.positional.slice(count);
    return 0;
  },
};
