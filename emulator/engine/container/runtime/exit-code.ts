import { signalNumbers } from '../../../process/signal';
import type { WaitStatus } from '../../../process/types';

/** A container's exit code: the process's own, or 128 and the number of the signal that ended it. */
export function exitCodeOf(status: WaitStatus | undefined): number {
  if (status?.kind === 'exited') return status.code;
  return status?.kind === 'signaled' ? 128 + signalNumbers[status.signal] : 0;
}
