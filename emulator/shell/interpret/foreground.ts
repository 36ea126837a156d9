import type { WaitStatus } from '../../process/types';
import { Interrupted } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { takeTerminal } from './launch';
import { jobLine, noteStatus, reportDeath, statusOf, waitForChild } from './wait';

/**
 * Waits for the processes of a foreground pipeline. With `group` they have the terminal meanwhile, and can be stopped: then they become a job.
 * `started` is called before waiting (redirections are only for the children).
 */
export function* waitForeground(
  shell: Shell,
  pids: readonly number[],
  group: number | undefined,
  command: () => string,
  started: () => void = () => undefined,
): Step<number> {
  const { process } = shell;
  if (group !== undefined) takeTerminal(process, group);
  started();
  const statuses: WaitStatus[] = [];
  for (const pid of pids) {
    const status = yield* waitForChild(shell, pid, group !== undefined);
    statuses.push(status);
    if (status.kind === 'stopped') {
      if (group !== undefined) takeTerminal(process, process.group);
      return yield* becomeJob(shell, pids, statuses, group ?? process.group, command());
    }
  }
  if (group !== undefined) takeTerminal(process, process.group);
  shell.pipeStatus = statuses.map(statusOf);
  for (const [i, pid] of pids.entries()) yield* reportDeath(shell, pid, statuses[i] as WaitStatus, command);
  afterInterrupt(shell, statuses);
  return pipelineStatus(shell);
}

/** Ctrl-C that ended the child ends what the shell was doing too. */
function afterInterrupt(shell: Shell, statuses: readonly WaitStatus[]): void {
  const last = statuses[statuses.length - 1];
  const died = last?.kind === 'signaled' && last.signal === 'SIGINT';
  if (shell.jobControl && died) {
    shell.status = 130;
    throw new Interrupted();
  }
  // The child dealt with it and went on to end well: so does the shell.
  if (shell.interrupted && !died && !shell.interactive) shell.interrupted = false;
}

/** `$?` of a pipeline, from {@link Shell.pipeStatus}. */
export function pipelineStatus(shell: Shell): number {
  const { pipeStatus } = shell;
  if (shell.options.has('pipefail')) return [...pipeStatus].reverse().find((status) => status !== 0) ?? 0;
  return pipeStatus[pipeStatus.length - 1] ?? 0;
}

function* becomeJob(shell: Shell, pids: readonly number[], statuses: readonly WaitStatus[], group: number, text: string): Step<number> {
  const job = shell.jobs.add({ group, pids, command: text, foreground: false, directory: shell.variables.get('PWD') ?? '' });
  for (const [i, status] of statuses.entries()) noteStatus(shell, job, pids[i] as number, status);
  for (const pid of pids) if (!job.statuses.has(pid)) job.statuses.set(pid, statuses[statuses.length - 1] as WaitStatus);
  job.notified = true;
  yield* shell.writeError(`\n${jobLine(shell, job)}`);
  shell.pipeStatus = [statusOf(statuses[statuses.length - 1] as WaitStatus)];
  return shell.pipeStatus[0] as number;
}
