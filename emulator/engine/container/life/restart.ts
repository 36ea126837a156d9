import { isSystemError } from '../../../kernel/errno';
import { EngineError } from '../../error';
import type { EngineParts } from '../../parts';
import type { Container } from '../container';

/** Milliseconds of the longest wait between restarts; each is twice the one before. */
const longestDelay = 60_000;
/** A container that ran this long has recovered: the next wait is the first again. */
const recovered = 10_000;

/** Whether a restart policy starts the container again, which is then arranged. */
export function scheduleRestart(parts: EngineParts, container: Container, exitCode: number): boolean {
  const { record, hostConfig } = container;
  const { Name: policy, MaximumRetryCount: most } = hostConfig.RestartPolicy;
  if (container.stopRequested || container.removing || policy === 'no' || policy === '') return false;
  if (policy === 'on-failure' && (exitCode === 0 || (most > 0 && record.RestartCount >= most))) return false;
  if (Date.parse(record.State.FinishedAt) - Date.parse(record.State.StartedAt) > recovered) container.restart.delay = 100;
  const timer = parts.process.system.clock.after(container.restart.delay, () => {
    container.restart.cancel = undefined;
    record.State.Running = false;
    record.State.Restarting = false;
    record.RestartCount++;
    parts.start(container).catch((error: unknown) => {
      if (error instanceof EngineError || isSystemError(error)) return; // told in the container's state
      throw error;
    });
  });
  container.restart = { cancel: () => timer.cancel(), delay: Math.min(longestDelay, container.restart.delay * 2) };
  return true;
}
