import { SystemError } from '../kernel/errno';
import { createDeviceFileSystem, type DeviceFileSystem } from '../vfs/device-file-system';
import type { OpenFile } from '../vfs/open-file';
import type { Credentials, MountNamespace, Place } from '../vfs/types';
import type { NetworkNamespace, SocketCalls } from '../net/types';
import { DescriptorTable } from './descriptor-table';
import type { ProgramTable } from './executable';
import { createPidNamespace, Identity, type NumberedNamespace } from './identity';
import { createLoader } from './loader';
import { createProcess } from './process';
import { PseudoTerminal } from './pseudo-terminal';
import { createSignaler } from './signaling';
import { ProcessGone, Task, type TaskNamespaces } from './task';
import { createTerminals, type Terminals } from './terminals';
import { ProcessExit, type ControlGroup, type Process, type Program, type SpawnRequest, type System, type WaitStatus } from './types';

/** Processes that may exist at once. */
const taskLimit = 16_384;

/** How {@link createKernel} is set up. */
export interface KernelOptions {
  readonly system: System;
  readonly programs: ProgramTable;
  /** Root of everything; /dev and /proc are mounted by the host. */
  readonly mounts: MountNamespace;
  readonly network: NetworkNamespace;
  readonly hostname: string;
  /** The socket calls of a process; see `net/`. */
  socketCalls(process: Process, task: Task): SocketCalls;
}

/** The processes of a host. */
export interface Kernel {
  readonly system: System;
  readonly tasks: ReadonlySet<Task>;
  readonly terminals: Terminals;
  /** /dev of the host. */
  readonly devices: DeviceFileSystem;
  readonly rootPids: NumberedNamespace;
  readonly namespaces: TaskNamespaces;
  /** On whose behalf a file call is being made: for /proc/self and /dev/tty. */
  readonly caller: Task | undefined;
  /** Starts the first process (init), as root in `/` with no descriptors; `before` makes calls in its name before its program begins. */
  boot(program: { path: string; argv: readonly string[] }, before?: (init: Process) => void): Promise<Process>;
  /** A child of `parent`. */
  spawn(parent: Task, request: SpawnRequest): Promise<Task>;
  find(namespace: NumberedNamespace, pid: number): Task | undefined;
  /** A process with the surroundings of `task` to make calls in its name from outside (terminals, tests). */
  processOf(task: Task): Process;
}

/** What the parts of the kernel share. */
export interface KernelCore {
  readonly options: KernelOptions;
  readonly system: System;
  readonly tasks: Set<Task>;
  readonly terminals: Terminals;
  readonly devices: DeviceFileSystem;
  readonly loader: ReturnType<typeof createLoader>;
  readonly signaler: ReturnType<typeof createSignaler>;
  caller: Task | undefined;
  find(namespace: NumberedNamespace, pid: number): Task | undefined;
  spawn(parent: Task, request: SpawnRequest): Promise<Task>;
  /** Ends a task: descriptors closed, children handed on, parent told. */
  end(task: Task, status: WaitStatus): void;
  /** Forgets a zombie. */
  reap(task: Task): void;
  /** Opens a fifo or an odd device for a file call. */
  special(place: Place, options: { read?: boolean; write?: boolean }): OpenFile;
}

/** A kernel without processes yet. */
export function createKernel(options: KernelOptions): Kernel {
  const { system } = options;
  const rootPids = createPidNamespace(undefined);
  const tasks = new Set<Task>();
  const rootGroup: ControlGroup = { path: '/', oomKills: 0, frozen: false };
  const namespaces: TaskNamespaces = {
    pid: rootPids,
    mount: options.mounts,
    network: options.network,
    uts: { id: 4_026_531_838, hostname: options.hostname, domainName: '(none)' },
  };

  const core: KernelCore = {
    options,
    system,
    tasks,
    caller: undefined,
    terminals: undefined as unknown as Terminals,
    devices: undefined as unknown as DeviceFileSystem,
    loader: createLoader(options.programs),
    signaler: undefined as unknown as ReturnType<typeof createSignaler>,
    find(namespace, pid) {
      for (const task of tasks) if (task.identity.in(namespace) === pid) return task;
      return undefined;
    },
    spawn,
    end,
    reap(task) {
      task.state = 'reaped';
      task.parent?.children.delete(task);
      tasks.delete(task);
    },
    special(place, open) {
      return core.devices.openDevice(place.node, open);
    },
  };
  const signaler = createSignaler(core);
  const terminals = createTerminals({
    clock: system.clock,
    random: system.random,
    signalGroup: (group, signal) => signaler.signalGroup(group, signal),
    hangUp(terminal) {
      const leader = [...tasks].find((task) => task.identity === terminal.session);
      if (leader) signaler.deliver(leader, 'SIGHUP');
      if (terminal.foreground) signaler.signalGroup(terminal.foreground, 'SIGHUP');
      for (const task of tasks) if (task.terminal === terminal) task.terminal = undefined;
    },
    callerTerminal: () => core.caller?.terminal,
  });
  Object.assign(core, { signaler, terminals, devices: createDeviceFileSystem({ clock: system.clock, random: system.random, devices: [terminals.controlling, terminals.multiplexer] }) });

  function newTask(parent: Task | undefined, identity: Identity, parts: { namespaces: TaskNamespaces; credentials: Credentials; controlGroup: ControlGroup; descriptors: DescriptorTable }): Task {
    for (let namespace: NumberedNamespace | undefined = parts.namespaces.pid; namespace; namespace = namespace.parent) identity.give(namespace, namespace.next());
    const task = new Task(identity, parts.namespaces, parts.credentials, parts.controlGroup, parts.descriptors, system.clock.now(), (ms, action) => void system.clock.after(ms, action));
    task.parent = parent;
    parent?.children.add(task);
    tasks.add(task);
    return task;
  }

  async function spawn(parent: Task, request: SpawnRequest): Promise<Task> {
    const group = request.controlGroup ?? parent.controlGroup;
    checkLimits(group);
    const asked = request.namespaces;
    const pid = asked?.pid === 'new' ? createPidNamespace(parent.namespaces.pid) : ((asked?.pid as NumberedNamespace | undefined) ?? parent.namespaces.pid);
    const inside: TaskNamespaces = { pid, mount: asked?.mount ?? parent.namespaces.mount, network: asked?.network ?? parent.namespaces.network, uts: asked?.uts ?? parent.namespaces.uts };
    const entering = asked?.mount !== undefined && asked.mount !== parent.namespaces.mount;
    const rootPlace: Place = request.root ?? (entering ? { mount: inside.mount.rootMount, node: inside.mount.rootMount.root } : parent.root);
    const credentials = request.credentials ?? parent.credentials;
    const context = { namespace: inside.mount, root: rootPlace, cwd: entering || request.root ? rootPlace : parent.cwd, credentials, umask: request.umask ?? parent.umask };
    const loaded = request.path === undefined ? undefined : core.loader.load(filesFor(context), request.path, request.argv ?? [request.path]);
    const descriptors = request.files ? parent.descriptors.pick(request.files) : parent.descriptors.copy(request.path !== undefined);
    const task = newTask(parent, new Identity(), { namespaces: inside, credentials: loaded?.owner === undefined ? credentials : { ...credentials, uid: loaded.owner }, controlGroup: group, descriptors });
    task.realUser = request.credentials ? credentials.uid : parent.realUser;
    task.root = rootPlace;
    task.cwd = context.cwd;
    task.umask = context.umask;
    task.argv = loaded?.argv ?? request.argv ?? parent.argv;
    task.env = new Map(request.env ?? parent.env);
    task.executable = loaded?.executable ?? (request.path === undefined ? parent.executable : '');
    task.name = (request.name ?? (request.path ?? task.argv[0] ?? parent.name).split('/').at(-1) ?? '').slice(0, 15);
    task.group = parent.group;
    task.session = parent.session;
    task.terminal = parent.terminal;
    const inherited = [...parent.actions].flatMap(([signal, { action }]) => (action === 'ignore' ? [signal] : []));
    for (const signal of request.ignoredSignals ?? inherited) task.actions.set(signal, { action: 'ignore', restart: false });
    if (request.newSession) {
      task.session = task.group = task.identity;
      task.terminal = undefined;
      if (request.controllingTerminal !== undefined) takeTerminal(task, core.terminals.of(parent.descriptors.get(request.controllingTerminal)));
    } else if (request.group === 0) task.group = task.identity;
    else if (request.group !== undefined) task.group = groupOf(parent, request.group);
    if (request.orphan) adopt(task, initOf(task, parent));
    try {
      if (request.cwd !== undefined) task.cwd = filesFor({ ...context, cwd: parent.cwd, ...(entering || request.root ? { cwd: rootPlace } : {}) }).resolve(request.cwd);
    } catch (error) {
      task.descriptors.closeAll();
      core.reap(task);
      throw error;
    }
    const process = createProcess(core, task);
    const program: Program = request.program ?? (async (self) => (await self.until(loaded?.start() ?? Promise.reject(new SystemError('ENOEXEC'))))(self));
    queueMicrotask(() => void run(task, process, program));
    return task;
  }

  /** The calls of files in surroundings that no process has yet. */
  const filesFor = (context: Parameters<typeof core.loader.filesFor>[0]) => core.loader.filesFor(context, system.clock);

  function checkLimits(group: ControlGroup): void {
    if (tasks.size >= taskLimit) throw new SystemError('EAGAIN');
    if (group.pidsMax === undefined) return;
    let count = 0;
    for (const task of tasks) if (task.controlGroup === group && task.isAlive) count++;
    if (count >= group.pidsMax) throw new SystemError('EAGAIN');
  }

  function takeTerminal(task: Task, terminal: PseudoTerminal | undefined): void {
    if (!terminal) throw new SystemError('ENOTTY');
    task.terminal = terminal;
    terminal.session = task.session;
    terminal.foreground = task.group;
  }

  function groupOf(asker: Task, number: number): Identity {
    for (const task of tasks) if (task.group.in(asker.namespaces.pid) === number) return task.group;
    const leader = core.find(asker.namespaces.pid, number);
    if (!leader) throw new SystemError('EPERM');
    return leader.identity;
  }

  /** PID 1 of a task's namespace (or of one above, while that one is being made). */
  function initOf(task: Task, fallback: Task): Task {
    for (let namespace: NumberedNamespace | undefined = task.namespaces.pid; namespace; namespace = namespace.parent) {
      const init = core.find(namespace, 1);
      if (init && init !== task && init.isAlive) return init;
    }
    return fallback;
  }

  function adopt(task: Task, parent: Task | undefined): void {
    task.parent?.children.delete(task);
    task.parent = parent;
    parent?.children.add(task);
  }

  async function run(task: Task, process: Process, program: Program): Promise<void> {
    let status: WaitStatus;
    try {
      if (task.isHeld) await task.whenReleased();
      if (!task.isAlive) return;
      const code = await program(process);
      status = { kind: 'exited', code: code & 255 };
    } catch (error) {
      if (error instanceof ProcessGone || !task.isAlive) return;
      if (error instanceof ProcessExit) status = { kind: 'exited', code: error.code & 255 };
      else {
        reportFault(task, error);
        status = { kind: 'signaled', signal: 'SIGABRT', coreDumped: true };
      }
    }
    core.end(task, status);
  }

  /** A fault of ours, or a system call's failure that a program did not expect: said on its standard error. */
  function reportFault(task: Task, error: unknown): void {
    const text = error instanceof SystemError ? `${error.path === undefined ? '' : `${error.path}: `}${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    try {
      task.descriptors.get(2).write(new TextEncoder().encode(`${task.name}: ${text}\n`));
    } catch (failure) {
      if (!(failure instanceof SystemError)) throw failure; // nobody to tell
    }
  }

  function end(task: Task, status: WaitStatus): void {
    if (!task.isAlive) return;
    task.state = 'zombie';
    task.status = status;
    task.interrupt('gone');
    task.descriptors.closeAll();
    if (task.isInit) for (const other of [...tasks]) if (other !== task && task.namespaces.pid !== rootPids && other.identity.in(task.namespaces.pid) > 0) end(other, { kind: 'signaled', signal: 'SIGKILL', coreDumped: false });
    for (const child of [...task.children]) {
      const heir = initOf(child, task);
      if (heir === task) {
        if (!child.isAlive) core.reap(child);
        child.parent = undefined;
        continue;
      }
      adopt(child, heir);
      if (!child.isAlive) tellParent(child);
    }
    if (task.session === task.identity && task.terminal) {
      const { terminal } = task;
      if (terminal.foreground) signaler.signalGroup(terminal.foreground, 'SIGHUP');
      if (terminal.session === task.session) terminal.session = terminal.foreground = undefined;
      for (const other of tasks) if (other.terminal === terminal) other.terminal = undefined;
    }
    tellParent(task);
  }

  function tellParent(task: Task): void {
    const { parent } = task;
    if (!parent || !parent.isAlive || parent.actions.get('SIGCHLD')?.action === 'ignore') {
      core.reap(task);
      parent?.childChanged.wake();
      return;
    }
    parent.childChanged.wake();
    signaler.deliver(parent, 'SIGCHLD');
  }

  return {
    system,
    tasks,
    terminals,
    devices: core.devices,
    rootPids,
    namespaces,
    get caller() {
      return core.caller;
    },
    find: core.find,
    spawn,
    processOf: (task) => createProcess(core, task),
    async boot({ path, argv }, before) {
      const { rootMount } = options.mounts;
      const place: Place = { mount: rootMount, node: rootMount.root };
      const task = newTask(undefined, new Identity(), { namespaces, credentials: { uid: 0, gid: 0, groups: [0] }, controlGroup: rootGroup, descriptors: new DescriptorTable() });
      task.root = task.cwd = place;
      task.argv = argv;
      task.name = (argv[0]?.split('/').at(-1) ?? 'init').slice(0, 15);
      task.env = new Map([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]);
      task.executable = path;
      const process = createProcess(core, task);
      before?.(process);
      const loaded = core.loader.load(process.files, path, argv);
      const program = await loaded.start();
      void run(task, process, program);
      return process;
    },
  };
}
