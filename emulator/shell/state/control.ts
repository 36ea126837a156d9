import { AssignmentError } from './variables';

/** Bytes (or letters) that one value may hold: bash dies when it gets no more memory. */
export const largestText = 64 * 1024 ** 2;

/** More memory was asked for than there is: ends the shell with status 2, an interactive one too. */
export class OutOfMemory extends Error {
  override readonly name = 'OutOfMemory';
  constructor(readonly bytes: number) {
    super(`xrealloc: cannot allocate ${bytes} bytes`);
  }
}

/** How control leaves where it is: thrown through the interpreter, caught by whoever it is meant for. */
export class BreakLoop extends Error {
  override readonly name = 'BreakLoop';
  constructor(public levels: number) {
    super('break');
  }
}
export class ContinueLoop extends Error {
  override readonly name = 'ContinueLoop';
  constructor(public levels: number) {
    super('continue');
  }
}
export class ReturnFrom extends Error {
  override readonly name = 'ReturnFrom';
  constructor(readonly status: number) {
    super('return');
  }
}
export class ExitShell extends Error {
  override readonly name = 'ExitShell';
  constructor(readonly status: number) {
    super('exit');
  }
}
/** An expansion or assignment failed: its message is printed and the command line is given up; `fatal` ends a shell that is not interactive. */
export class ExpansionError extends Error {
  override readonly name = 'ExpansionError';
  /** Where it happened (`x.sh: line 3: `), when that is not where it is told. */
  where: string | undefined;
  constructor(
    message: string,
    readonly fatal = false,
    readonly status = 1,
  ) {
    super(message);
  }
}
/** Ctrl-C at an interactive shell: back to the prompt. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupt');
  }
}

/** Notes in an error that leaves a function or a sourced file where it happened. */
export function locateFailure(error: unknown, where: string): unknown {
  if ((error instanceof ExpansionError || error instanceof AssignmentError) && error.where === undefined) error.where = where;
  return error;
}
