import type { WaitStatus } from '../../process/types';

/** A pipeline that runs beside the shell, or was stopped. */
export interface Job {
  readonly number: number;
  /** Its process group; the shell's own without job control. */
  readonly group: number;
  readonly pids: readonly number[];
  readonly command: string;
  /** What is known of each process; absent while it runs. */
  readonly statuses: Map<number, WaitStatus>;
  /** Where it was started, when that is not where the shell is now. */
  readonly directory: string;
  /** The user has seen its present state. */
  notified: boolean;
  foreground: boolean;
  /** `disown -h`. */
  noHangup?: boolean;
}

export type JobState = 'running' | 'stopped' | 'done';

export function jobState(job: Job): JobState {
  let stopped = false;
  for (const pid of job.pids) {
    const status = job.statuses.get(pid);
    if (!status || status.kind === 'continued') return 'running';
    if (status.kind === 'stopped') stopped = true;
  }
  return stopped ? 'stopped' : 'done';
}

export class JobTable {
  /** Replaced, never changed: a subshell's table begins with its parent's. */
  private jobs: readonly Job[] = [];
  /** Numbers of the jobs that were current last, the current one at the end. */
  private recent: readonly number[] = [];
  /** The jobs are the parent's still, and have to be copied before they are handed out. */
  private shared = false;

  /** For a subshell; the jobs are only copied when it asks for them, since few do and there may be thousands. */
  clone(): JobTable {
    const copy = new JobTable();
    copy.jobs = this.jobs;
    copy.recent = this.recent;
    copy.shared = this.jobs.length > 0;
    return copy;
  }
  private own(): readonly Job[] {
    if (this.shared) {
      this.jobs = this.jobs.map((job) => ({ ...job, statuses: new Map(job.statuses) }));
      this.shared = false;
    }
    return this.jobs;
  }

  add(made: Omit<Job, 'number' | 'statuses' | 'notified'>): Job {
    const jobs = this.own();
    const number = (jobs[jobs.length - 1]?.number ?? 0) + 1;
    const job: Job = { ...made, number, statuses: new Map(), notified: false };
    this.jobs = [...jobs, job];
    this.makeCurrent(job);
    return job;
  }
  remove(job: Job): void {
    this.jobs = this.own().filter((other) => other !== job);
    this.recent = this.recent.filter((number) => number !== job.number);
  }
  makeCurrent(job: Job): void {
    this.recent = [...this.recent.filter((number) => number !== job.number), job.number];
  }
  list(): readonly Job[] {
    return this.own();
  }
  count(): number {
    return this.jobs.length;
  }
  clear(): void {
    this.jobs = [];
    this.shared = false;
    this.recent = [];
  }
  byPid(pid: number): Job | undefined {
    return this.own().find((job) => job.pids.includes(pid));
  }

  /** `%+`: the last stopped one, else the last that was put in the background. */
  current(): Job | undefined {
    return this.ordered()[0];
  }
  previous(): Job | undefined {
    return this.ordered()[1];
  }
  private ordered(): Job[] {
    const byNumber = new Map(this.own().map((job) => [job.number, job]));
    const jobs = [...this.recent].reverse().flatMap((number) => byNumber.get(number) ?? []);
    return [...jobs.filter((job) => jobState(job) === 'stopped'), ...jobs.filter((job) => jobState(job) !== 'stopped')];
  }
  /** The sign after a job's number: `+`, `-` or a space. */
  sign(job: Job): string {
    return job === this.current() ? '+' : job === this.previous() ? '-' : ' ';
  }

  /** What `%1`, `%+`, `%-`, `%text`, `%?text` mean. */
  find(text: string): Job | 'ambiguous' | undefined {
    const name = text.startsWith('%') ? text.slice(1) : text;
    if (name === '' || name === '%' || name === '+') return this.current();
    if (name === '-') return this.previous() ?? this.current();
    if (/^\d+$/.test(name)) return this.own().find((job) => job.number === Number(name));
    const matches = this.own().filter((job) => (name.startsWith('?') ? job.command.includes(name.slice(1)) : job.command.startsWith(name)));
    return matches.length > 1 ? 'ambiguous' : matches[0];
  }
}
