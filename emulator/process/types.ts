import type { Clock } from '../kernel/clock';
import type { Random } from '../kernel/random';
import type { OpenFile, Readiness } from '../vfs/open-file';
import type { Attributes, Credentials, FileCalls, FileSystem, MountNamespace, OpenOptions, Place } from '../vfs/types';
import type { NetworkNamespace, SocketCalls } from '../net/types';
import type { LimitName, ResourceLimit, ResourceLimits } from './resource-limits';
import type { Signal } from './signal';
import type { Terminal, WindowSize } from './terminal';

/**
 * What runs in a process: it gets the process and ends with an exit code (0 to 255). It must wait only through the
 * process's calls, so that signals reach it, and call {@link Process.tick} in long computations.
 * To end from deep inside, throw {@link ProcessExit}. Any other error that escapes is the machine's fault, not the page's: the process dies of
 * SIGSEGV-like abort and the text goes to its standard error.
 */
export type Program = (process: Process) => Promise<number> | number;

/** Ends the process with `code` when a program throws it. */
export class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** How a process ended or changed, as wait(2) tells it. */
export type WaitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: Signal; readonly coreDumped: boolean }
  | { readonly kind: 'stopped'; readonly signal: Signal }
  | { readonly kind: 'continued' };

export interface WaitResult {
  readonly pid: number;
  readonly status: WaitStatus;
}

/** A file system of pseudo terminals (devpts), mounted at /dev/pts. */
export interface TerminalFileSystem extends FileSystem {
  readonly type: 'devpts';
}

/** A namespace of process ids: the host has one, each container has one below it. */
export interface PidNamespace {
  readonly id: number;
  readonly parent: PidNamespace | undefined;
}
/** Host and domain name as seen inside. */
export interface UtsNamespace {
  readonly id: number;
  hostname: string;
  domainName: string;
}
/** All namespaces a process is in. */
export interface Namespaces {
  readonly pid: PidNamespace;
  readonly mount: MountNamespace;
  readonly network: NetworkNamespace;
  readonly uts: UtsNamespace;
}

/** A control group: limits and what was used. Shown under /sys/fs/cgroup at `path`. */
export interface ControlGroup {
  /** For example `/system.slice/docker-<id>.scope`. */
  readonly path: string;
  /** Bytes, or undefined for `max`. */
  memoryMax?: number;
  /** Number of processes, or undefined for `max`. */
  pidsMax?: number;
  /** CPUs (1.5 is one and a half), or undefined for `max`. */
  cpuMax?: number;
  /** Set when a process in it was killed for taking too much memory. */
  oomKills: number;
  /** Its root user has all capabilities, as with `docker run --privileged`. */
  readonly privileged?: boolean;
  /** While true, its processes do not run (docker pause). */
  frozen: boolean;
}

/** What to run and in which surroundings. What is absent is inherited from the caller. */
export interface SpawnRequest {
  /** A file to execute (no PATH search: see `findExecutable` in `process/executable.ts`), or… */
  path?: string;
  /** …a function to run in the new process, as after fork(2). */
  program?: Program;
  /** With argv[0]. */
  argv?: readonly string[];
  env?: ReadonlyMap<string, string>;
  cwd?: string;
  /** The child's descriptors: child number → own number. Absent: all of the caller's that are not close-on-exec (for `path`) or all (for `program`). */
  files?: ReadonlyMap<number, number>;
  /** Process group: 0 makes it a leader of a new one, a number joins that one. */
  group?: number;
  /** Leader of a new session without a terminal. */
  newSession?: boolean;
  /** With `newSession`: take the terminal behind this own descriptor as controlling terminal, its group in the foreground. */
  controllingTerminal?: number;
  /** With `group`: that becomes the foreground group of the controlling terminal before the child runs (as shells do in the child after fork). */
  foreground?: boolean;
  credentials?: Credentials;
  umask?: number;
  /** Exactly the signals that the child ignores from the start; absent: those that the caller ignores. */
  ignoredSignals?: ReadonlySet<Signal>;
  /** Namespaces to enter; `pid: 'new'` makes the child PID 1 of a new one. */
  namespaces?: Partial<Omit<Namespaces, 'pid'>> & { pid?: PidNamespace | 'new' };
  /** Root directory (chroot) as seen by the caller or a place. */
  root?: Place;
  controlGroup?: ControlGroup;
  /** Limits that differ from the caller's. */
  limits?: Partial<ResourceLimits>;
  /** Detached child: when the caller ends, no SIGHUP, parent becomes the PID namespace's init at once. */
  orphan?: boolean;
  /** What `ps` shows when it should differ from argv[0]'s base name. */
  name?: string;
}

/** What a handler of a signal is, or the two dispositions. */
export type SignalAction = 'default' | 'ignore' | ((signal: Signal) => void);

/** The machine as every process may see it. */
export interface System {
  readonly clock: Clock;
  /** For getrandom(2), /dev/urandom, mktemp. Seeded. */
  readonly random: Random;
  /** `uname`: system, release, version, machine (`x86_64`). The node name is the UTS namespace's. */
  readonly kernel: { readonly name: string; readonly release: string; readonly version: string; readonly machine: string };
  /** When the machine was switched on, milliseconds since 1970. */
  readonly bootTime: number;
  readonly processors: number;
  /** Bytes of memory. */
  readonly memoryTotal: number;
  /** Transfers over the line to the internet take no time, unlike a real line's: for tests. */
  readonly instantTransfers?: boolean;
}

/** A row for `ps`, `top`, `/proc`; ids as seen from the asker's PID namespace (0 when outside of it). */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly credentials: Credentials;
  readonly argv: readonly string[];
  /** At most 15 characters. */
  readonly name: string;
  readonly state: 'R' | 'S' | 'D' | 'T' | 'Z';
  readonly terminal: string | undefined;
  /** Foreground process group of its terminal, 0 without one. */
  readonly foregroundGroup: number;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Milliseconds of thread time. */
  readonly cpuTime: number;
  /** -20 to 19. */
  readonly niceness: number;
  /** Bytes. */
  readonly memory: number;
  readonly namespaces: Namespaces;
  readonly controlGroup: ControlGroup;
}

/**
 * A running process, as its program sees it: its system calls. Calls that wait return a promise that rejects with an internal
 * error when the process is killed (never catch and go on: rethrow what is not a `SystemError` or your own), and with `SystemError` EINTR when a handler ran.
 * When its program has returned, calls that it still waits for elsewhere are forgotten: they never settle.
 */
export interface Process {
  /** In its own PID namespace. */
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly argv: readonly string[];
  /** Its own copy: changing it does not touch anyone else. */
  readonly env: Map<string, string>;
  /** Effective ids: what permissions are checked against. */
  readonly credentials: Credentials;
  /** Who started it: differs from the effective user in a set-user-id program such as sudo. */
  readonly realUser: number;
  readonly namespaces: Namespaces;
  readonly controlGroup: ControlGroup;
  readonly system: System;
  umask: number;
  readonly limits: ResourceLimits;
  /** setrlimit(2). EINVAL when `soft` is above `hard`, EPERM when it may not raise `hard`. */
  setLimit(name: LimitName, limit: ResourceLimit): void;

  /** Files by path. */
  readonly files: FileCalls;
  /** Sockets, addresses and routes of its network namespace. */
  readonly network: SocketCalls;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  changeDirectory(path: string): void;
  readonly root: Place;
  changeRoot(path: string): void;
  /** setuid and friends; EPERM unless it is root or sets what it is. */
  setCredentials(credentials: Credentials): void;

  /** Opens into the lowest free descriptor. Waits for the other side of a fifo. */
  open(path: string, options: OpenOptions): Promise<number>;
  /** Puts a file that was made elsewhere into the lowest free descriptor from `from` on (0 when absent). */
  install(file: OpenFile, options?: { from?: number; closeOnExec?: boolean }): number;
  /** The file behind a descriptor (EBADF). */
  file(descriptor: number): OpenFile;
  /** Open descriptors in ascending order. */
  descriptors(): number[];
  /** Up to `max` bytes (65,536 when absent); none at the end. Waits until there are some. */
  read(descriptor: number, max?: number): Promise<Uint8Array>;
  /** Writes all of it, waiting as needed. Sends itself SIGPIPE when nobody reads any more. Text is written as UTF-8. */
  write(descriptor: number, data: Uint8Array | string): Promise<void>;
  close(descriptor: number): void;
  /** dup2 when `to` is given, else dup to the lowest free descriptor from `from` on. */
  duplicate(descriptor: number, options?: { to?: number; from?: number; closeOnExec?: boolean }): number;
  setCloseOnExec(descriptor: number, closeOnExec: boolean): void;
  /** [read end, write end] */
  pipe(): [number, number];
  /** Another pseudo terminal: its master's descriptor and the slave's path (`/dev/pts/3`), in the devpts file system `within` (the host's when absent). */
  openTerminal(options?: { size?: WindowSize; within?: TerminalFileSystem }): { master: number; path: string };
  /** A devpts of its own, for the /dev/pts of a container. */
  createTerminalFileSystem(): TerminalFileSystem;
  fileAttributes(descriptor: number): Attributes;
  /** The terminal behind a descriptor, if it is one (isatty, tcgetattr, window size…). */
  terminal(descriptor: number): Terminal | undefined;
  /** The terminal that controls this process (`/dev/tty`). */
  readonly controllingTerminal: Terminal | undefined;
  /** Waits until one of the descriptors is ready, or `timeout` milliseconds passed (undefined: forever). Returns those ready. */
  poll(wanted: readonly { descriptor: number; what: Readiness }[], timeout?: number): Promise<{ descriptor: number; what: Readiness }[]>;

  /** Starts a child and returns its pid as this process sees it. Throws ENOENT, EACCES, ENOEXEC, EAGAIN at once. */
  spawn(request: SpawnRequest): Promise<number>;
  /** Becomes another program in the same process: `return await process.execute(…)`. Closes close-on-exec descriptors, resets handlers. */
  execute(path: string, argv: readonly string[], env: ReadonlyMap<string, string>): Promise<number>;
  /** Waits for a child: a pid, `'any'`, or `{ group }`. `noHang` gives undefined at once when none has changed. ECHILD when there is none. */
  wait(which: number | 'any' | { group: number }, options?: { noHang?: boolean; untraced?: boolean }): Promise<WaitResult | undefined>;
  /** kill(2): pid > 0 one process, 0 own group, −1 all that may be, < −1 that group. Signal 0 only checks. */
  kill(pid: number, signal: Signal | 0): void;
  /**
   * Sets what a signal does. With `restart` the calls that wait go on after the handler ran, as with SA_RESTART: for programs that do
   * several things at once (servers); without it all of them reject with EINTR.
   */
  onSignal(signal: Signal, action: SignalAction, options?: { restart?: boolean }): void;
  signalAction(signal: Signal): SignalAction;
  /** Waits until a signal whose handler ran. */
  pause(): Promise<void>;
  /** Resolves after `milliseconds`; EINTR when a handler ran. */
  sleep(milliseconds: number): Promise<void>;
  /** To be awaited in long computations: undefined while the time slice lasts, else a promise that lets others run. */
  tick(): Promise<void> | undefined;
  setGroup(pid: number, group: number): void;
  newSession(): void;
  /** setpriority(2) for one process, clamped to -20…19: EPERM for another user's, EACCES when somebody else than root lowers it. ESRCH. */
  setNiceness(pid: number, niceness: number): void;
  /** Memory the program holds, in bytes, for `ps` and the control group's limit. */
  setMemory(bytes: number): void;

  /** All processes that this one can see, by ascending pid. */
  list(): ProcessInfo[];
  /** As `list`, one of them. */
  info(pid: number): ProcessInfo | undefined;
  /**
   * Waits for `work` (a promise from outside the calls here, such as a lazy import) without losing signals:
   * rejects when the process is killed meanwhile.
   */
  until<T>(work: Promise<T>): Promise<T>;
}
