import type { DeviceFileSystem } from '../vfs/device-file-system';
import type { MountNamespace } from '../vfs/types';
import type { NetworkNamespace, SocketCalls } from '../net/types';
import type { ControlGroups } from './control-groups';
import type { ProgramTable } from './executable';
import type { Identity, NumberedNamespace } from './identity';
import type { createLoader } from './loader';
import type { Signal } from './signal';
import type { Task } from './task';
import type { Terminals } from './terminals';
import type { Process, SpawnRequest, System, WaitStatus } from './types';

/** How a kernel is set up. */
export interface KernelOptions {
  readonly system: System;
  readonly programs: ProgramTable;
  /** Root of everything; /dev, /proc and so on are mounted by the host. */
  readonly mounts: MountNamespace;
  readonly network: NetworkNamespace;
  readonly hostname: string;
  /** The socket calls of a process; see `net/fabric.ts`. */
  socketCalls(process: Process): SocketCalls;
}

/** Delivers signals. */
export interface Signaler {
  /** To one process. `inside`: it comes from the process's own PID namespace, whose PID 1 is protected from it. */
  deliver(task: Task, signal: Signal, inside?: boolean): void;
  signalGroup(group: Identity, signal: Signal): void;
  /** kill(2) in the name of `sender`. */
  kill(sender: Task, pid: number, signal: Signal | 0): void;
  /** Whether nobody in the group's session watches over it, so that stopping it would leave it stopped for good. */
  isOrphaned(group: Identity): boolean;
}

/** What the parts of the kernel share. */
export interface KernelCore {
  readonly options: KernelOptions;
  readonly system: System;
  readonly tasks: Set<Task>;
  readonly rootPids: NumberedNamespace;
  readonly controlGroups: ControlGroups;
  readonly terminals: Terminals;
  readonly devices: DeviceFileSystem;
  readonly loader: ReturnType<typeof createLoader>;
  readonly signaler: Signaler;
  /** On whose behalf the present file call is made. */
  caller: Task | undefined;
  /** Thread time of processes that are gone, in milliseconds. */
  endedCpuTime: number;
  find(namespace: NumberedNamespace, pid: number): Task | undefined;
  /** A child of `parent`. */
  spawn(parent: Task, request: SpawnRequest): Promise<Task>;
  /** Ends a task: descriptors closed, children handed on, parent told. */
  end(task: Task, status: WaitStatus): void;
  /** Forgets a zombie. */
  reap(task: Task): void;
  /** Makes a terminal control the session that `task` leads. EPERM when it leads none, or the terminal belongs to another. */
  takeTerminal(task: Task, terminal: ReturnType<Terminals['of']>): void;
}
