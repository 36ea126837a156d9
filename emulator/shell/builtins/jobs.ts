import { waitForeground } from '../interpret/foreground';
import { takeTerminal } from '../interpret/launch';
import { handlePending } from '../interpret/trap';
import { describeSignal, jobLine, noteStatus, notifyJobs, pollJobs, statusOf } from '../interpret/wait';
import { isSystemError } from '../../kernel/errno';
import { signalNumbers } from '../../process/signal';
import type { Signal } from '../../process/signal';
import { jobState } from '../state/jobs';
import type { Job } from '../state/jobs';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { wait as waitFor } from '../state/step';
import { parseOptions } from './options-parser';
import type { Builtin, BuiltinCall } from './types';

const all = ['bash', 'dash', 'ash'] as const;

/** The job that an argument means; complains when there is none. */
export function* findJob({ shell, name }: BuiltinCall, text: string | undefined): Step<Job | undefined> {
  yield* pollJobs(shell);
  const job = text === undefined ? shell.jobs.current() : shell.jobs.find(text);
  if (job === 'ambiguous') yield* shell.complainAs(name, `${text}: ambiguous job spec`);
  else if (job) return job;
  else yield* shell.complainAs(name, `${text ?? 'current'}: no such job`);
  return undefined;
}

export const jobs: Builtin = {
  flavours: all,
  synopsis: '[-lnprs] [jobspec ...]',
  summary: 'Display status of jobs.',
  *run(call) {
    const { shell } = call;
    const parsed = yield* parseOptions(call, 'lnprsx', 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]');
    if (!parsed) return 2;
    yield* pollJobs(shell);
    let chosen: readonly Job[] = shell.jobs.list();
    if (parsed.rest.length > 0) {
      const found: Job[] = [];
      for (const text of parsed.rest) {
        const job = yield* findJob(call, text);
        if (!job) return 1;
        found.push(job);
      }
      chosen = found;
    }
    for (const job of [...chosen]) {
      const state = jobState(job);
      if (parsed.has('r') && state !== 'running') continue;
      if (parsed.has('s') && state !== 'stopped') continue;
      yield* shell.write(1, parsed.has('p') ? `${job.pids[0]}\n` : jobLine(shell, job, parsed.has('l')));
      job.notified = true;
    }
    for (const job of [...shell.jobs.list()]) if (jobState(job) === 'done' && job.notified) shell.jobs.remove(job);
    return 0;
  },
};

function requireJobControl({ shell, name }: BuiltinCall): Step<boolean> {
  return (function* () {
    if (shell.jobControl) return true;
    yield* shell.complainAs(name, 'no job control');
    return false;
  })();
}

/** Lets a stopped job go on. */
export function resume(shell: Shell, job: Job): void {
  for (const [pid, status] of job.statuses) if (status.kind === 'stopped') job.statuses.delete(pid);
  job.notified = false;
  shell.process.kill(-job.group, 'SIGCONT');
}

export const fg: Builtin = {
  flavours: all,
  synopsis: '[job_spec]',
  summary: 'Move job to the foreground.',
  *run(call) {
    const { shell, args, name } = call;
    if (!(yield* requireJobControl(call))) return 1;
    const job = yield* findJob(call, args[0]);
    if (!job) return 1;
    if (jobState(job) === 'done') {
      yield* shell.complainAs(name, 'job has terminated');
      return 1;
    }
    yield* shell.write(1, `${job.command}\n`);
    takeTerminal(shell.process, job.group);
    resume(shell, job);
    shell.jobs.remove(job);
    const running = job.pids.filter((pid) => !job.statuses.has(pid));
    return yield* waitForeground(shell, running, job.group, () => job.command);
  },
};

export const bg: Builtin = {
  flavours: all,
  synopsis: '[job_spec ...]',
  summary: 'Move jobs to the background.',
  *run(call) {
    const { shell, args, name } = call;
    if (!(yield* requireJobControl(call))) return 1;
    for (const text of args.length > 0 ? args : [undefined]) {
      const job = yield* findJob(call, text);
      if (!job) return 1;
      if (jobState(job) === 'running') {
        yield* shell.complainAs(name, `job ${job.number} already in background`);
        continue;
      }
      const sign = shell.jobs.sign(job);
      resume(shell, job);
      yield* shell.write(1, `[${job.number}]${sign} ${job.command} &\n`);
    }
    return 0;
  },
};

export const disown: Builtin = {
  flavours: ['bash'],
  synopsis: '[-h] [-ar] [jobspec ... | pid ...]',
  summary: 'Remove jobs from current shell.',
  *run(call) {
    const { shell } = call;
    const parsed = yield* parseOptions(call, 'har', 'disown [-h] [-ar] [jobspec ... | pid ...]');
    if (!parsed) return 2;
    const chosen: Job[] = parsed.has('a') ? [...shell.jobs.list()] : [];
    for (const text of parsed.has('a') ? [] : parsed.rest.length > 0 ? parsed.rest : [undefined]) {
      const byPid = text !== undefined && /^\d+$/.test(text) ? shell.jobs.byPid(Number(text)) : undefined;
      const job = byPid ?? (yield* findJob(call, text));
      if (!job) return 1;
      chosen.push(job);
    }
    for (const job of chosen) {
      if (parsed.has('h')) job.noHangup = true;
      else shell.jobs.remove(job);
    }
    return 0;
  },
};

/** Waits for one process; a signal with a trap ends the wait with 128 and its number. */
function* waitForPid(shell: Shell, pid: number): Step<number> {
  const known = shell.reaped.get(pid);
  if (known !== undefined) return known;
  for (;;) {
    try {
      const result = yield* waitFor(shell.process.wait(pid));
      if (result) {
        shell.reaped.set(pid, statusOf(result.status));
        const job = shell.jobs.byPid(pid);
        if (job) {
          noteStatus(shell, job, pid, result.status);
          if (jobState(job) === 'done' && !shell.interactive) shell.jobs.remove(job);
        }
        if (
          result.status.kind === 'signaled' &&
          !shell.interactive &&
          result.status.signal !== 'SIGINT' &&
          result.status.signal !== 'SIGPIPE' &&
          result.status.signal !== 'SIGTERM' &&
          shell.flavour === 'bash'
        ) {
          yield* shell.writeError(`${shell.where()}${String(pid).padStart(5)} ${describeSignal(result.status.signal).padEnd(24)}${job?.command ?? ''}\n`);
        }
        return statusOf(result.status);
      }
    } catch (error) {
      if (isSystemError(error, 'ECHILD')) return 127;
      if (!isSystemError(error, 'EINTR')) throw error;
      const [name] = shell.pendingTraps;
      yield* handlePending(shell);
      if (name) return 128 + signalNumbers[`SIG${name}` as Signal];
    }
  }
}

export const wait: Builtin = {
  flavours: all,
  synopsis: '[-fn] [-p var] [id ...]',
  summary: 'Wait for job completion and return exit status.',
  *run(call) {
    const { shell, name } = call;
    const parsed = yield* parseOptions(call, 'fnp:', 'wait [-fn] [-p var] [id ...]');
    if (!parsed) return 2;
    if (parsed.has('n')) return yield* waitForNext(call, parsed.value('p'), parsed.rest);
    if (parsed.rest.length === 0) {
      for (const job of [...shell.jobs.list()])
        for (const pid of job.pids)
          if (!job.statuses.has(pid)) {
            const status = yield* waitForPid(shell, pid);
            if (status > 128 && shell.reaped.get(pid) === undefined) return status;
          }
      if (shell.interactive) yield* notifyJobs(shell);
      else for (const job of [...shell.jobs.list()]) if (jobState(job) === 'done') shell.jobs.remove(job);
      return 0;
    }
    let status = 0;
    for (const text of parsed.rest) {
      if (text.startsWith('%')) {
        const job = yield* findJob(call, text);
        if (!job) {
          status = 127;
          continue;
        }
        for (const pid of job.pids) status = yield* waitForPid(shell, pid);
      } else if (!/^\d+$/.test(text)) {
        yield* shell.complainAs(name, `\`${text}': not a pid or valid job spec`);
        status = 1;
      } else {
        const pid = Number(text);
        if (!shell.reaped.has(pid) && !shell.jobs.byPid(pid) && shell.lastBackground !== pid) {
          if (shell.flavour === 'bash') yield* shell.complainAs(name, `pid ${pid} is not a child of this shell`);
          status = 127;
        } else status = yield* waitForPid(shell, pid);
      }
    }
    return status;
  },
};

/** `wait -n`: the first that ends. */
function* waitForNext({ shell }: BuiltinCall, variable: string | undefined, ids: readonly string[]): Step<number> {
  const wanted =
    ids.length === 0
      ? undefined
      : new Set(
          ids.flatMap((id) => {
            const job = id.startsWith('%') ? shell.jobs.find(id) : undefined;
            return job && job !== 'ambiguous' ? job.pids : [Number(id)];
          }),
        );
  for (;;) {
    const running = shell.jobs.list().some((job) => jobState(job) === 'running');
    const done = shell.jobs.list().find((job) => jobState(job) === 'done' && (!wanted || job.pids.some((pid) => wanted.has(pid))));
    if (done) {
      shell.jobs.remove(done);
      const pid = done.pids[done.pids.length - 1] as number;
      if (variable) shell.variables.set(variable, String(pid));
      return shell.reaped.get(pid) ?? 0;
    }
    if (!running) return 127;
    try {
      const result = yield* waitFor(shell.process.wait('any'));
      const job = result && shell.jobs.byPid(result.pid);
      if (result && job) noteStatus(shell, job, result.pid, result.status);
    } catch (error) {
      if (isSystemError(error, 'ECHILD')) return 127;
      if (!isSystemError(error, 'EINTR')) throw error;
      yield* handlePending(shell);
    }
  }
}
