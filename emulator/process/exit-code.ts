import { signalNumbers } from './signal';
import type { WaitStatus } from './types';

/** The exit code by which shells, containers and wrappers tell an end: the process's own, or 128 and the number of the signal that ended it; 0 for no end at all. */
export function exitCodeOf(status: WaitStatus | undefined): number {
  if (status?.kind === 'exited') return status.code;
  return status?.kind === 'signaled' ? 128 + signalNumbers[status.signal] : 0;
}
