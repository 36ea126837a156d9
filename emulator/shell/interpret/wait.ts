import { isSystemError } from '../../kernel/errno';
import type { Signal } from '../../process/signal';
import { signalNumbers } from '../../process/signal';
import type { WaitStatus } from '../../process/types';
import type { Job } from '../state/jobs';
import { jobState } from '../state/jobs';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { wait } from '../state/step';

const descriptions: Partial<Record<Signal, string>> = {
  SIGHUP: 'Hangup',
  SIGINT: 'Interrupt',
  SIGQUIT: 'Quit',
  SIGILL: 'Illegal instruction',
  SIGTRAP: 'Trace/breakpoint trap',
  SIGABRT: 'Aborted',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed',
  SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault',
  SIGUSR2: 'User defined signal 2',
  SIGPIPE: 'Broken pipe',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
  SIGSTKFLT: 'Stack fault',
  SIGXCPU: 'CPU time limit exceeded',
  SIGXFSZ: 'File size limit exceeded',
  SIGVTALRM: 'Virtual timer expired',
  SIGPROF: 'Profiling timer expired',
  SIGIO: 'I/O possible',
  SIGPWR: 'Power failure',
  SIGSYS: 'Bad system call',
};

/** As strsignal(3). */
export function describeSignal(signal: Signal): string {
  return descriptions[signal] ?? signal;
}

/** `$?` for an ending. */
export function statusOf(status: WaitStatus): number {
  switch (status.kind) {
    case 'exited':
      return status.code;
    case 'signaled':
    case 'stopped':
      return 128 + signalNumbers[status.signal];
    case 'continued':
      return 0;
  }
}

/** Waits until `pid` ends (or stops, with job control). Signals with handlers do not end the wait; their traps run afterwards. */
export function* waitForChild(shell: Shell, pid: number, untraced: boolean): Step<WaitStatus> {
  shell.waiting = true;
  try {
    for (;;) {
      try {
        const result = yield* wait(shell.process.wait(pid, { untraced }));
        if (result) return result.status;
      } catch (error) {
        if (isSystemError(error, 'EINTR')) continue;
        if (isSystemError(error, 'ECHILD')) return { kind: 'exited', code: shell.reaped.get(pid) ?? 127 };
        throw error;
      }
    }
  } finally {
    shell.waiting = false;
  }
}

/** Notes what has happened to background jobs, without waiting. */
export function* pollJobs(shell: Shell): Step<void> {
  if (shell.jobs.count() === 0) return;
  for (const job of shell.jobs.list()) {
    for (const pid of job.pids) {
      const known = job.statuses.get(pid);
      if (known && known.kind !== 'stopped' && known.kind !== 'continued') continue;
      for (;;) {
        const before = jobState(job);
        let result;
        try {
          result = yield* wait(shell.process.wait(pid, { noHang: true, untraced: true }));
        } catch (error) {
          if (isSystemError(error, 'ECHILD')) job.statuses.set(pid, { kind: 'exited', code: shell.reaped.get(pid) ?? 127 });
          else if (!isSystemError(error, 'EINTR')) throw error;
          break;
        }
        if (!result) break;
        noteStatus(shell, job, pid, result.status);
        if (jobState(job) !== before) job.notified = false;
        if (result.status.kind === 'exited' || result.status.kind === 'signaled') break;
      }
    }
  }
}

/** Records a change of one of a job's processes. */
export function noteStatus(shell: Shell, job: Job, pid: number, status: WaitStatus): void {
  job.statuses.set(pid, status);
  if (status.kind === 'exited' || status.kind === 'signaled') shell.reaped.set(pid, statusOf(status));
}

/** What the state column of `jobs` says. */
export function describeJob(job: Job): string {
  const state = jobState(job);
  if (state === 'running') return 'Running';
  if (state === 'stopped') return 'Stopped';
  const status = job.statuses.get(job.pids[job.pids.length - 1] as number);
  if (!status) return 'Done';
  if (status.kind === 'signaled') return `${describeSignal(status.signal)}${status.coreDumped ? ' (core dumped)' : ''}`;
  if (status.kind === 'exited' && status.code !== 0) return `Exit ${status.code}`;
  return 'Done';
}

/** A line of `jobs`: `[1]+  Running                 sleep 10 &`. */
export function jobLine(shell: Shell, job: Job, long = false): string {
  const state = describeJob(job);
  const pid = long ? `${String(job.pids[0]).padStart(5)} ` : '';
  const ampersand = state === 'Running' && !job.foreground ? ' &' : '';
  const directory = job.directory === (shell.variables.get('PWD') ?? '') ? '' : `  (wd: ${job.directory})`;
  return `[${job.number}]${shell.jobs.sign(job)}  ${pid}${state.padEnd(24)}${job.command}${ampersand}${directory}\n`;
}

/** Tells the user of an interactive shell what became of jobs, before a prompt. */
export function* notifyJobs(shell: Shell): Step<void> {
  yield* pollJobs(shell);
  for (const job of [...shell.jobs.list()]) {
    const tick = shell.process.tick();
    if (tick) yield tick;
    const state = jobState(job);
    if (state !== 'running' && !job.notified) {
      job.notified = true;
      if (shell.interactive) yield* shell.writeError(jobLine(shell, job));
    }
    if (state === 'done') shell.jobs.remove(job);
  }
}

/** The line about a child that a signal ended, where bash prints one. */
export function* reportDeath(shell: Shell, pid: number, status: WaitStatus, command: () => string): Step<void> {
  if (status.kind !== 'signaled' || status.signal === 'SIGPIPE') return;
  if (status.signal === 'SIGINT') return;
  const text = `${describeSignal(status.signal)}${status.coreDumped ? ' (core dumped)' : ''}`;
  if (shell.flavour !== 'bash') {
    yield* shell.writeError(`${text}\n`);
    return;
  }
  // SIGTERM is somebody's wish: told without the place.
  if (shell.interactive || status.signal === 'SIGTERM') yield* shell.writeError(`${text}\n`);
  else
    yield* shell.writeError(
      `${shell.where()}${String(pid).padStart(5)} ${describeSignal(status.signal).padEnd(24)}${status.coreDumped ? '(core dumped) ' : ''}${command()}\n`,
    );
}
