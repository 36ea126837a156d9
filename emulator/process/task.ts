import { SystemError } from '../kernel/errno';
import { WakeList, type Unsubscribe } from '../kernel/wake-list';
import type { Credentials, Place } from '../vfs/types';
import type { DescriptorTable } from './descriptor-table';
import type { Identity, NumberedNamespace } from './identity';
import type { PseudoTerminal } from './pseudo-terminal';
import { initialLimits, type ResourceLimits } from './resource-limits';
import type { Signal } from './signal';
import type { ControlGroup, Namespaces, SignalAction, WaitStatus } from './types';

/** The process that made a call has ended meanwhile: unwinds its program. Never seen by programs that rethrow what they do not know. */
export class ProcessGone extends Error {
  override readonly name = 'ProcessGone';
}

export interface TaskNamespaces extends Omit<Namespaces, 'pid'> {
  readonly pid: NumberedNamespace;
}

interface Wait {
  settle(error?: Error): void;
  /** Forgets it: it will never be settled. */
  drop(): void;
}

/** Everything the kernel knows of a process. The `Process` that its program holds is a view of this. */
export class Task {
  parent: Task | undefined;
  readonly children = new Set<Task>();
  argv: readonly string[] = [];
  env = new Map<string, string>();
  name = '';
  group: Identity;
  session: Identity;
  terminal: PseudoTerminal | undefined;
  realUser: number;
  umask = 0o022;
  niceness = 0;
  root!: Place;
  cwd!: Place;
  /** The executable's path, and where that is, for /proc/PID/exe. */
  executable = '';
  executablePlace: Place | undefined;
  /** What /proc/PID/oom_score_adj says. */
  oomAdjustment = 0;
  state: 'running' | 'stopped' | 'zombie' | 'reaped' = 'running';
  status: WaitStatus | undefined;
  /** A stop that the parent has not been told of. */
  change: WaitStatus | undefined;
  readonly childChanged = new WakeList();
  readonly actions = new Map<Signal, { action: SignalAction; restart: boolean }>();
  /** Signals that came while it was stopped or frozen. */
  pending: Signal[] = [];
  /** Whether the file call that is being made may wait afterwards (for the other side of a fifo). */
  mayWait = false;
  cpuTime = 0;
  memory = 2 << 20;
  private ownLimits = initialLimits;
  private readonly waits = new Set<Wait>();
  private readonly resumed = new WakeList();

  constructor(
    readonly identity: Identity,
    readonly namespaces: TaskNamespaces,
    public credentials: Credentials,
    public controlGroup: ControlGroup,
    public descriptors: DescriptorTable,
    readonly started: number,
    /** Calls a function later, for those frozen. */
    private readonly later: (milliseconds: number, action: () => void) => void,
  ) {
    this.group = identity;
    this.session = identity;
    this.realUser = credentials.uid;
  }

  /** Its number in its own namespace. */
  get pid(): number {
    return this.identity.in(this.namespaces.pid);
  }
  /** Whether it is PID 1 of its namespace. */
  get isInit(): boolean {
    return this.pid === 1;
  }
  get isAlive(): boolean {
    return this.state === 'running' || this.state === 'stopped';
  }
  /** Whether it waits for something. */
  get isWaiting(): boolean {
    return this.waits.size > 0;
  }
  get limits(): ResourceLimits {
    return this.ownLimits;
  }
  set limits(limits: ResourceLimits) {
    this.ownLimits = limits;
    this.descriptors.limit = limits.nofile.soft;
  }
  /** What a child inherits of the dispositions. */
  ignoredSignals(): Signal[] {
    return [...this.actions].flatMap(([signal, { action }]) => (action === 'ignore' ? [signal] : []));
  }
  /** Throws when the process has ended. Every call begins with it. */
  check(): void {
    if (!this.isAlive) throw new ProcessGone();
  }
  /** Whether it must not run now. */
  get isHeld(): boolean {
    return this.state === 'stopped' || this.controlGroup.frozen;
  }

  /**
   * Waits until `subscribe`'s callback is called; rejects when the process ends, and with EINTR when a signal handler ran. A stopped
   * or frozen process does not get on before it is continued.
   */
  async block(subscribe: (wake: () => void) => Unsubscribe): Promise<void> {
    this.check();
    await new Promise<void>((resolve, reject) => {
      let takeBack: Unsubscribe = () => undefined;
      let settled = false;
      const wait: Wait = {
        settle: (error) => {
          if (settled) return;
          wait.drop();
          if (error) reject(error);
          else resolve();
        },
        drop: () => {
          settled = true;
          this.waits.delete(wait);
          takeBack();
        },
      };
      this.waits.add(wait);
      takeBack = subscribe(() => wait.settle());
      if (settled) takeBack();
    });
    if (!this.isAlive) await this.unwind();
    if (this.isHeld) await this.whenReleased();
  }

  /**
   * What a call does that wakes up in a process that has ended: one that was killed is unwound; what a process that exited still had under way
   * vanishes with it, as its threads would, so that nobody has to look after the rest.
   */
  async unwind(): Promise<never> {
    if (this.status?.kind === 'exited') await new Promise<never>(() => undefined);
    throw new ProcessGone();
  }

  /** Resolves when the process is neither stopped nor frozen. */
  async whenReleased(): Promise<void> {
    while (this.isHeld) {
      await new Promise<void>((resolve) => {
        this.resumed.subscribe(resolve);
        if (this.controlGroup.frozen) this.later(20, resolve); // freezing is a plain flag that nobody announces
      });
      if (!this.isAlive) await this.unwind();
    }
  }

  /** Ends the waits of a process that has ended, or interrupts them for a handler. */
  interrupt(why: 'ended' | 'EINTR'): void {
    for (const wait of [...this.waits]) {
      if (why === 'EINTR') wait.settle(new SystemError('EINTR'));
      else if (this.status?.kind === 'exited') wait.drop();
      else wait.settle(new ProcessGone());
    }
    if (why === 'ended') this.resumed.wake();
  }

  /** It may run again. */
  resume(): void {
    this.resumed.wake();
  }
}
