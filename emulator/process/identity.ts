import type { Task } from './task';
import type { PidNamespace } from './types';

/** Numbers that a process (or the group or session it founded) has: one in its own PID namespace and one in each above. */
export class Identity {
  private readonly numbers = new Map<PidNamespace, number>();

  give(namespace: PidNamespace, number: number): void {
    this.numbers.set(namespace, number);
  }
  /** The number as seen from `namespace`; 0 when it cannot be seen from there. */
  in(namespace: PidNamespace): number {
    return this.numbers.get(namespace) ?? 0;
  }
}

/** A PID namespace with what it needs to give out numbers. */
export interface NumberedNamespace extends PidNamespace {
  readonly parent: NumberedNamespace | undefined;
  /** Who can be seen in it, by number, zombies too. */
  readonly tasks: Map<number, Task>;
  /** How many namespaces were made below the machine's first one; counted there. */
  made: number;
  next(): number;
}

/** Numbers wrap around here, as with Linux's default pid_max on a large machine; the low ones are not used again. */
const highestPid = 4_194_303;
const firstReused = 300;
const firstId = 4_026_531_836;

/** A new PID namespace below `parent`, whose first process is number 1. */
export function createPidNamespace(parent: NumberedNamespace | undefined): NumberedNamespace {
  const tasks = new Map<number, Task>();
  let last = 0;
  let first = parent;
  while (first?.parent) first = first.parent;
  return {
    // Away from the numbers of the other kinds of namespace.
    id: first === undefined ? firstId : firstId + 500 + ++first.made,
    made: 0,
    parent,
    tasks,
    next() {
      do last = last >= highestPid ? firstReused : last + 1;
      while (tasks.has(last));
      return last;
    },
  };
}
